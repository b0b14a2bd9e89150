-- What a portfolio's conditions are on the days asked about: one text for DuckDB 2 and Spark SQL 4.
--
-- Reads, beside the tables of the compiled law (enjoined.law.compiled.rows):
--   awards (award_id, recipient_id, profile, program, fiscal_year, capacity, acceptance, accepted,
--           obligated, outlayed)   amounts in whole cents, accepted only where acceptance is 'accepted'
--   days   (day)
-- Makes:
--   award_statuses   a row for each award, condition and day: status, since, until, proof
--   totals           for each day, condition, program, year and status: how many awards, with what money
--   counts           for each day and status: how many pairs of an award and a condition
--
-- A status of 'not-compiled' must be asked of the reference evaluator. Totals first count everybody in the usual class
-- of a place, then move the awards of those whom some order names, or whose profile is another, to where they belong.
-- Amounts are whole cents, so that moving them loses nothing.

-- statement: the bucket of every day of acceptance that occurs
CREATE OR REPLACE TEMPORARY VIEW award_buckets AS
SELECT d.acceptance, d.accepted, b.bucket
FROM (
    SELECT DISTINCT acceptance, coalesce(accepted, DATE '0001-01-01') AS accepted FROM awards
) d
JOIN acceptance b
    ON d.acceptance = b.acceptance AND d.accepted >= b.accepted_from AND d.accepted < b.accepted_until;

-- statement: every spot: a program, year, capacity and bucket
CREATE OR REPLACE TEMPORARY VIEW spots AS
SELECT
    row_number() OVER (ORDER BY program, fiscal_year, capacity, bucket) AS spot,
    program, fiscal_year, capacity, bucket
FROM (SELECT DISTINCT program, fiscal_year, capacity FROM facets) f
CROSS JOIN (SELECT DISTINCT bucket FROM slices) b;

-- statement: every place, a condition on the awards of a spot: its order and roll, and the class in which most are
CREATE OR REPLACE TEMPORARY VIEW places AS
SELECT p.spot, f.condition, s.order_set, s.roll, r.class
FROM facets f
JOIN spots p ON f.program = p.program AND f.fiscal_year = p.fiscal_year AND f.capacity = p.capacity
JOIN slices s ON f.slice_set = s.slice_set AND p.bucket = s.bucket
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

-- statement: where somebody is not in the usual class
CREATE OR REPLACE TEMPORARY VIEW odd_spots AS
SELECT DISTINCT p.spot, p.roll
FROM places p
JOIN (SELECT roll FROM profiles UNION SELECT roll FROM named UNION SELECT roll FROM listed) o ON p.roll = o.roll;

-- statement: the status of each line on each day
CREATE OR REPLACE TEMPORARY VIEW line_statuses AS
SELECT l.line, d.day, l.status, l.from_day, l.until_day, l.proof_id
FROM lines l
JOIN days d ON d.day >= l.from_day AND d.day < l.until_day;

-- statement: each award with its spot
CREATE OR REPLACE TEMPORARY VIEW award_spots AS
SELECT a.award_id, s.spot, a.recipient_id, a.profile, a.obligated, a.outlayed
FROM awards a
JOIN award_buckets b
    ON a.acceptance = b.acceptance AND coalesce(a.accepted, DATE '0001-01-01') = b.accepted
JOIN spots s
    ON a.program = s.program AND a.fiscal_year = s.fiscal_year AND a.capacity = s.capacity
    AND b.bucket = s.bucket;

-- statement: each award and condition with the line of its recipient's class
CREATE OR REPLACE TEMPORARY VIEW award_lines AS
SELECT a.award_id, p.condition, c.line
FROM award_spots a
JOIN places p ON a.spot = p.spot
LEFT JOIN enrolled n ON p.roll = n.roll AND a.recipient_id = n.recipient_id
LEFT JOIN profiles o ON p.roll = o.roll AND a.profile = o.profile
LEFT JOIN chart c ON p.order_set = c.order_set AND coalesce(n.class, o.class, p.class) = c.class;

-- statement: the answer
CREATE OR REPLACE TEMPORARY VIEW award_statuses AS
SELECT
    a.award_id, a.condition, d.day, coalesce(s.status, 'not-compiled') AS status,
    s.from_day, s.until_day, s.proof_id
FROM award_lines a
CROSS JOIN days d
LEFT JOIN line_statuses s ON a.line = s.line AND d.day = s.day;

-- statement: the money of awards whose recipient is not in the usual class of a roll of their spot, by its class
CREATE OR REPLACE TEMPORARY VIEW moves AS
SELECT
    a.spot, s.roll, coalesce(n.class, o.class) AS class,
    count(*) AS awards, sum(a.obligated) AS obligated, sum(a.outlayed) AS outlayed
FROM award_spots a
JOIN odd_spots s ON a.spot = s.spot
LEFT JOIN enrolled n ON s.roll = n.roll AND a.recipient_id = n.recipient_id
LEFT JOIN profiles o ON s.roll = o.roll AND a.profile = o.profile
WHERE n.class IS NOT NULL OR o.class IS NOT NULL
GROUP BY a.spot, s.roll, coalesce(n.class, o.class);

-- statement: how the money is spread: everybody's over spots, in the usual classes, then what moves from there
CREATE OR REPLACE TEMPORARY VIEW spread AS
SELECT
    spot, CAST(NULL AS BIGINT) AS roll, CAST(NULL AS BIGINT) AS class,
    count(*) AS awards, sum(obligated) AS obligated, sum(outlayed) AS outlayed
FROM award_spots
GROUP BY spot
UNION ALL
SELECT spot, roll, class, awards, obligated, outlayed FROM moves
UNION ALL
SELECT spot, roll, CAST(NULL AS BIGINT) AS class, -awards, -obligated, -outlayed FROM moves;

-- statement: the money of each place by line
CREATE OR REPLACE TEMPORARY VIEW line_money AS
SELECT p.spot, p.condition, c.line, m.awards, m.obligated, m.outlayed
FROM spread m
JOIN places p ON m.spot = p.spot AND coalesce(m.roll, p.roll) = p.roll
LEFT JOIN chart c ON p.order_set = c.order_set AND coalesce(m.class, p.class) = c.class;

-- statement: the totals
CREATE OR REPLACE TEMPORARY VIEW totals AS
SELECT
    d.day, m.condition, p.program, p.fiscal_year, coalesce(s.status, 'not-compiled') AS status,
    CAST(sum(m.awards) AS BIGINT) AS awards,
    CAST(sum(m.obligated) AS BIGINT) AS obligated,
    CAST(sum(m.outlayed) AS BIGINT) AS outlayed
FROM line_money m
JOIN spots p ON m.spot = p.spot
CROSS JOIN days d
LEFT JOIN line_statuses s ON m.line = s.line AND d.day = s.day
GROUP BY d.day, m.condition, p.program, p.fiscal_year, coalesce(s.status, 'not-compiled')
HAVING sum(m.awards) <> 0;

-- statement: how many pairs of an award and a condition have each status on each day
CREATE OR REPLACE TEMPORARY VIEW counts AS
SELECT d.day, coalesce(s.status, 'not-compiled') AS status, CAST(sum(m.awards) AS BIGINT) AS pairs
FROM (SELECT line, sum(awards) AS awards FROM line_money GROUP BY line) m
CROSS JOIN days d
LEFT JOIN lines s ON m.line = s.line AND d.day >= s.from_day AND d.day < s.until_day
GROUP BY d.day, coalesce(s.status, 'not-compiled')
HAVING sum(m.awards) <> 0;
