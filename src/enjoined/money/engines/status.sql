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

-- statement: every place, a condition on the awards of a spot (a program, year, capacity and bucket): its order and roll,
-- and the class in which most are there, with its line
CREATE OR REPLACE TEMPORARY VIEW places AS
SELECT
    row_number() OVER (ORDER BY f.program, f.fiscal_year, f.capacity, s.bucket, f.condition) AS place,
    dense_rank() OVER (ORDER BY f.program, f.fiscal_year, f.capacity, s.bucket) AS spot,
    f.program, f.fiscal_year, f.capacity, s.bucket, f.condition, s.order_set, s.roll, r.class, c.line
FROM facets f
JOIN slices s ON f.slice_set = s.slice_set
LEFT JOIN rolls r ON s.roll = r.roll
LEFT JOIN chart c ON s.order_set = c.order_set AND r.class = c.class;

-- statement: every spot
CREATE OR REPLACE TEMPORARY VIEW spots AS
SELECT DISTINCT spot, program, fiscal_year, capacity, bucket FROM places;

-- statement: the recipients whose class in a roll is not that of their profile
CREATE OR REPLACE TEMPORARY VIEW enrolled AS
SELECT roll, recipient_id, class FROM named
UNION ALL
SELECT d.roll, l.recipient_id, d.class
FROM listed d
JOIN lists l ON d.list = l.list
LEFT JOIN named n ON d.roll = n.roll AND l.recipient_id = n.recipient_id
WHERE n.roll IS NULL;

-- statement: profiles that are not in the usual class of a place, with their line
CREATE OR REPLACE TEMPORARY VIEW odd_places AS
SELECT p.place, p.spot, o.profile, p.line AS usual, c.line
FROM places p
JOIN profiles o ON p.roll = o.roll
LEFT JOIN chart c ON p.order_set = c.order_set AND o.class = c.class;

-- statement: where somebody is not in the class of the own profile
CREATE OR REPLACE TEMPORARY VIEW named_places AS
SELECT DISTINCT p.spot, p.roll
FROM places p
JOIN (SELECT roll FROM named UNION SELECT roll FROM listed) n ON p.roll = n.roll;

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

-- statement: how everybody's awards are spread over spots
CREATE OR REPLACE TEMPORARY VIEW all_money AS
SELECT spot, count(*) AS awards, sum(obligated) AS obligated, sum(outlayed) AS outlayed
FROM award_spots
GROUP BY spot;

-- statement: the money of profiles that are not in the usual class
CREATE OR REPLACE TEMPORARY VIEW odd_money AS
SELECT
    a.spot, a.profile, count(*) AS awards, sum(a.obligated) AS obligated, sum(a.outlayed) AS outlayed
FROM award_spots a
JOIN (SELECT DISTINCT spot, profile FROM odd_places) o ON a.spot = o.spot AND a.profile = o.profile
GROUP BY a.spot, a.profile;

-- statement: the money of recipients that are not in the class of their profile
CREATE OR REPLACE TEMPORARY VIEW named_money AS
SELECT
    a.spot, a.profile, n.roll, n.class,
    count(*) AS awards, sum(a.obligated) AS obligated, sum(a.outlayed) AS outlayed
FROM award_spots a
JOIN named_places p ON a.spot = p.spot
JOIN enrolled n ON p.roll = n.roll AND a.recipient_id = n.recipient_id
GROUP BY a.spot, a.profile, n.roll, n.class;

-- statement: what moves from line to line: first the money of odd profiles, then that of recipients by name
CREATE OR REPLACE TEMPORARY VIEW moves AS
SELECT o.place, o.usual AS old_line, o.line AS new_line, m.awards, m.obligated, m.outlayed
FROM odd_money m
JOIN odd_places o ON m.spot = o.spot AND m.profile = o.profile
UNION ALL
SELECT
    p.place, CASE WHEN o.place IS NULL THEN p.line ELSE o.line END AS old_line, c.line AS new_line,
    m.awards, m.obligated, m.outlayed
FROM named_money m
JOIN places p ON m.spot = p.spot AND m.roll = p.roll
LEFT JOIN odd_places o ON p.place = o.place AND m.profile = o.profile
LEFT JOIN chart c ON p.order_set = c.order_set AND m.class = c.class;

-- statement: the money of each place by line: everybody's on the line of the usual class, then every move
CREATE OR REPLACE TEMPORARY VIEW line_money AS
SELECT place, line, sum(awards) AS awards, sum(obligated) AS obligated, sum(outlayed) AS outlayed
FROM (
    SELECT p.place, p.line, m.awards, m.obligated, m.outlayed
    FROM all_money m
    JOIN places p ON m.spot = p.spot
    UNION ALL
    SELECT
        m.place, CASE WHEN w.way > 0 THEN m.new_line ELSE m.old_line END AS line,
        w.way * m.awards AS awards, w.way * m.obligated AS obligated, w.way * m.outlayed AS outlayed
    FROM moves m
    CROSS JOIN (SELECT 1 AS way UNION ALL SELECT -1 AS way) w
) m
GROUP BY place, line;

-- statement: the totals
CREATE OR REPLACE TEMPORARY VIEW totals AS
SELECT
    d.day, p.condition, p.program, p.fiscal_year, coalesce(s.status, 'not-compiled') AS status,
    CAST(sum(m.awards) AS BIGINT) AS awards,
    CAST(sum(m.obligated) AS BIGINT) AS obligated,
    CAST(sum(m.outlayed) AS BIGINT) AS outlayed
FROM line_money m
JOIN places p ON m.place = p.place
CROSS JOIN days d
LEFT JOIN line_statuses s ON m.line = s.line AND d.day = s.day
GROUP BY d.day, p.condition, p.program, p.fiscal_year, coalesce(s.status, 'not-compiled')
HAVING sum(m.awards) <> 0;

-- statement: how many pairs of an award and a condition have each status on each day
CREATE OR REPLACE TEMPORARY VIEW counts AS
SELECT d.day, coalesce(s.status, 'not-compiled') AS status, CAST(sum(m.awards) AS BIGINT) AS pairs
FROM (SELECT line, sum(awards) AS awards FROM line_money GROUP BY line) m
CROSS JOIN days d
LEFT JOIN line_statuses s ON m.line = s.line AND d.day = s.day
GROUP BY d.day, coalesce(s.status, 'not-compiled')
HAVING sum(m.awards) <> 0;
