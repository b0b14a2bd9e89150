-- What a portfolio's conditions are on the days asked about: one text for DuckDB 2 and Spark SQL 4.
--
-- Reads, beside the tables of the compiled law (enjoined.law.compiled.rows):
--   awards (award_id, recipient_id, profile, program, fiscal_year, capacity, acceptance, accepted,
--           obligated, outlayed)   amounts in whole cents; accepted is empty unless acceptance is 'accepted'
--   days   (day)
-- Makes:
--   award_statuses   a row for each award, condition and day: status, since, until, proof
--   totals           for each day, condition, program, year and status: how many awards, with what money
--   counts           for each day and status: how many pairs of an award and a condition
--
-- A status of 'not-compiled' must be asked of the reference evaluator. Totals first count everybody in the usual class
-- of a place, then move the awards of other profiles, then those of recipients that some order names, to where they
-- belong: only these few are looked up one by one. Amounts are whole cents, so that moving them loses nothing.

-- statement: the bucket of every day of acceptance that occurs
CREATE OR REPLACE TEMPORARY VIEW award_buckets AS
SELECT d.acceptance, d.accepted, b.bucket
FROM (
    SELECT DISTINCT acceptance, coalesce(accepted, DATE '0001-01-01') AS accepted FROM awards
) d
JOIN acceptance b
    ON d.acceptance = b.acceptance AND d.accepted >= b.accepted_from AND d.accepted < b.accepted_until;

-- statement: the order and roll for each condition, program, year, capacity and bucket
CREATE OR REPLACE TEMPORARY VIEW places AS
SELECT f.program, f.fiscal_year, f.capacity, s.bucket, f.condition, s.order_set, s.roll, r.class AS usual
FROM facets f
JOIN slices s ON f.slice_set = s.slice_set
LEFT JOIN rolls r ON s.roll = r.roll;

-- statement: the recipients whose class in a roll is not that of their profile
CREATE OR REPLACE TEMPORARY VIEW enrolled AS
SELECT roll, recipient_id, class FROM named
UNION ALL
SELECT d.roll, l.recipient_id, d.class
FROM listed d
JOIN lists l ON d.list = l.list
LEFT JOIN named n ON d.roll = n.roll AND l.recipient_id = n.recipient_id
WHERE n.roll IS NULL;

-- statement: the status of each line on each day
CREATE OR REPLACE TEMPORARY VIEW line_statuses AS
SELECT l.line, d.day, l.status, l.from_day, l.until_day, l.proof_id
FROM lines l
JOIN days d ON d.day >= l.from_day AND d.day < l.until_day;

-- statement: each award and condition with the line of its recipient's class
CREATE OR REPLACE TEMPORARY VIEW award_lines AS
SELECT a.award_id, p.condition, p.program, p.fiscal_year, c.line, a.obligated, a.outlayed
FROM awards a
JOIN award_buckets b
    ON a.acceptance = b.acceptance AND coalesce(a.accepted, DATE '0001-01-01') = b.accepted
JOIN places p
    ON a.program = p.program AND a.fiscal_year = p.fiscal_year AND a.capacity = p.capacity
    AND b.bucket = p.bucket
LEFT JOIN enrolled n ON p.roll = n.roll AND a.recipient_id = n.recipient_id
LEFT JOIN profiles o ON p.roll = o.roll AND a.profile = o.profile
LEFT JOIN chart c ON p.order_set = c.order_set AND coalesce(n.class, o.class, p.usual) = c.class;

-- statement: the answer
CREATE OR REPLACE TEMPORARY VIEW award_statuses AS
SELECT
    a.award_id, a.condition, d.day, coalesce(s.status, 'not-compiled') AS status,
    s.from_day, s.until_day, s.proof_id
FROM award_lines a
CROSS JOIN days d
LEFT JOIN line_statuses s ON a.line = s.line AND d.day = s.day;

-- statement: how everybody's awards are spread over programs, years and buckets
CREATE OR REPLACE TEMPORARY VIEW all_money AS
SELECT
    a.program, a.fiscal_year, a.capacity, b.bucket,
    count(*) AS awards, sum(a.obligated) AS obligated, sum(a.outlayed) AS outlayed
FROM awards a
JOIN award_buckets b
    ON a.acceptance = b.acceptance AND coalesce(a.accepted, DATE '0001-01-01') = b.accepted
GROUP BY a.program, a.fiscal_year, a.capacity, b.bucket;

-- statement: profiles that are not in the usual class of a place
CREATE OR REPLACE TEMPORARY VIEW odd_places AS
SELECT p.program, p.fiscal_year, p.capacity, p.bucket, p.condition, p.order_set, p.usual, o.profile, o.class
FROM places p
JOIN profiles o ON p.roll = o.roll;

-- statement: the money of such profiles
CREATE OR REPLACE TEMPORARY VIEW odd_money AS
SELECT
    a.program, a.fiscal_year, a.capacity, b.bucket, a.profile,
    count(*) AS awards, sum(a.obligated) AS obligated, sum(a.outlayed) AS outlayed
FROM awards a
JOIN award_buckets b
    ON a.acceptance = b.acceptance AND coalesce(a.accepted, DATE '0001-01-01') = b.accepted
JOIN (SELECT DISTINCT program, fiscal_year, profile FROM odd_places) o
    ON a.profile = o.profile AND a.program = o.program AND a.fiscal_year = o.fiscal_year
GROUP BY a.program, a.fiscal_year, a.capacity, b.bucket, a.profile;

-- statement: where somebody is not in the class of the own profile
CREATE OR REPLACE TEMPORARY VIEW named_places AS
SELECT DISTINCT p.program, p.fiscal_year, p.capacity, p.bucket, p.roll
FROM places p
JOIN (SELECT roll FROM named UNION SELECT roll FROM listed) n ON p.roll = n.roll;

-- statement: the money of such recipients
CREATE OR REPLACE TEMPORARY VIEW named_money AS
SELECT
    a.program, a.fiscal_year, a.capacity, b.bucket, a.profile, n.roll, n.class,
    count(*) AS awards, sum(a.obligated) AS obligated, sum(a.outlayed) AS outlayed
FROM awards a
JOIN award_buckets b
    ON a.acceptance = b.acceptance AND coalesce(a.accepted, DATE '0001-01-01') = b.accepted
JOIN named_places p
    ON a.program = p.program AND a.fiscal_year = p.fiscal_year AND a.capacity = p.capacity
    AND b.bucket = p.bucket
JOIN enrolled n ON p.roll = n.roll AND a.recipient_id = n.recipient_id
GROUP BY a.program, a.fiscal_year, a.capacity, b.bucket, a.profile, n.roll, n.class;

-- statement: the named money with the class in which it was counted so far
CREATE OR REPLACE TEMPORARY VIEW named_moves AS
SELECT
    p.condition, p.program, p.fiscal_year, p.order_set, coalesce(o.class, p.usual) AS usual, m.class,
    m.awards, m.obligated, m.outlayed
FROM named_money m
JOIN places p
    ON m.program = p.program AND m.fiscal_year = p.fiscal_year AND m.capacity = p.capacity
    AND m.bucket = p.bucket AND m.roll = p.roll
LEFT JOIN profiles o ON m.roll = o.roll AND m.profile = o.profile;

-- statement: the money of odd profiles with the class in which it was counted so far
CREATE OR REPLACE TEMPORARY VIEW odd_moves AS
SELECT
    o.condition, o.program, o.fiscal_year, o.order_set, o.usual, o.class, m.awards, m.obligated, m.outlayed
FROM odd_money m
JOIN odd_places o
    ON m.program = o.program AND m.fiscal_year = o.fiscal_year AND m.capacity = o.capacity
    AND m.bucket = o.bucket AND m.profile = o.profile;

-- statement: everybody in the usual class, and every move out of one class and into another
CREATE OR REPLACE TEMPORARY VIEW class_money AS
SELECT
    p.condition, p.program, p.fiscal_year, p.order_set, p.usual AS class, m.awards, m.obligated, m.outlayed
FROM all_money m
JOIN places p
    ON m.program = p.program AND m.fiscal_year = p.fiscal_year AND m.capacity = p.capacity
    AND m.bucket = p.bucket
UNION ALL
SELECT
    m.condition, m.program, m.fiscal_year, m.order_set, CASE WHEN w.way > 0 THEN m.class ELSE m.usual END AS class,
    w.way * m.awards AS awards, w.way * m.obligated AS obligated, w.way * m.outlayed AS outlayed
FROM (SELECT * FROM odd_moves UNION ALL SELECT * FROM named_moves) m
CROSS JOIN (SELECT 1 AS way UNION ALL SELECT -1 AS way) w;

-- statement: the same by line, so that every later step is small
CREATE OR REPLACE TEMPORARY VIEW line_money AS
SELECT
    m.condition, m.program, m.fiscal_year, c.line,
    sum(m.awards) AS awards, sum(m.obligated) AS obligated, sum(m.outlayed) AS outlayed
FROM class_money m
LEFT JOIN chart c ON m.order_set = c.order_set AND m.class = c.class
GROUP BY m.condition, m.program, m.fiscal_year, c.line;

-- statement: the same award by award, which takes less where these are few
CREATE OR REPLACE TEMPORARY VIEW line_money_singly AS
SELECT
    condition, program, fiscal_year, line,
    count(*) AS awards, sum(obligated) AS obligated, sum(outlayed) AS outlayed
FROM award_lines
GROUP BY condition, program, fiscal_year, line;

-- statement: the totals
CREATE OR REPLACE TEMPORARY VIEW totals AS
SELECT
    d.day, m.condition, m.program, m.fiscal_year, coalesce(s.status, 'not-compiled') AS status,
    CAST(sum(m.awards) AS BIGINT) AS awards,
    CAST(sum(m.obligated) AS BIGINT) AS obligated,
    CAST(sum(m.outlayed) AS BIGINT) AS outlayed
FROM line_money m
CROSS JOIN days d
LEFT JOIN line_statuses s ON m.line = s.line AND d.day = s.day
GROUP BY d.day, m.condition, m.program, m.fiscal_year, coalesce(s.status, 'not-compiled')
HAVING sum(m.awards) <> 0;

-- statement: how many pairs of an award and a condition have each status on each day
CREATE OR REPLACE TEMPORARY VIEW counts AS
SELECT d.day, coalesce(s.status, 'not-compiled') AS status, CAST(sum(m.awards) AS BIGINT) AS pairs
FROM (SELECT line, sum(awards) AS awards FROM line_money GROUP BY line) m
CROSS JOIN days d
LEFT JOIN line_statuses s ON m.line = s.line AND d.day = s.day
GROUP BY d.day, coalesce(s.status, 'not-compiled')
HAVING sum(m.awards) <> 0;
