-- The peer: what a careful analyst writes by hand. It knows windows, scopes, stays and stays of stays, and no unknowns:
-- tables orders (order_id, target, start_day, until_day, everyone), order_names (order_id, recipient_id),
-- order_exceptions (order_id, recipient_id), order_scope (order_id, condition, program, fiscal_year).
SELECT d.day, count(*) AS restrained
FROM awards a
JOIN applies p ON a.program = p.program AND a.fiscal_year = p.fiscal_year
CROSS JOIN days d
WHERE a.capacity = 'direct' AND EXISTS (
    SELECT 1 FROM orders o
    JOIN order_scope s ON s.order_id = o.order_id
    WHERE o.target IS NULL
        AND s.condition = p.condition AND s.program = a.program AND s.fiscal_year = a.fiscal_year
        AND o.start_day <= d.day AND d.day < o.until_day
        AND (o.everyone OR EXISTS (
            SELECT 1 FROM order_names n WHERE n.order_id = o.order_id AND n.recipient_id = a.recipient_id))
        AND NOT EXISTS (
            SELECT 1 FROM orders t
            WHERE t.target = o.order_id AND t.start_day <= d.day AND d.day < t.until_day
                AND (t.everyone OR EXISTS (
                    SELECT 1 FROM order_names n WHERE n.order_id = t.order_id AND n.recipient_id = a.recipient_id))
                AND NOT EXISTS (
                    SELECT 1 FROM order_exceptions x
                    WHERE x.order_id = t.order_id AND x.recipient_id = a.recipient_id)
                AND NOT EXISTS (
                    SELECT 1 FROM orders u
                    WHERE u.target = t.order_id AND u.start_day <= d.day AND d.day < u.until_day
                        AND (u.everyone OR EXISTS (
                            SELECT 1 FROM order_names n
                            WHERE n.order_id = u.order_id AND n.recipient_id = a.recipient_id))
                        AND NOT EXISTS (
                            SELECT 1 FROM order_exceptions x
                            WHERE x.order_id = u.order_id AND x.recipient_id = a.recipient_id))))
GROUP BY d.day
ORDER BY d.day
