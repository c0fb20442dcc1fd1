-- One reporter counts once for a session. What they sent more than once becomes one report, the first: with all they wrote,
-- with all their screenshots, decided if one of them was. The evidence of the first is that of all: it ended the session.
CREATE TABLE "repeated_reports" AS
SELECT "id", "description", "status", "created_at",
    first_value("id") OVER "same" AS "first_id",
    row_number() OVER "same" AS "place"
FROM "reports"
WINDOW "same" AS (PARTITION BY "reporter_id", "session_id" ORDER BY "created_at", "id");

UPDATE "reports" SET
    "description" = "merged"."description",
    "status" = "merged"."status"
FROM (
    SELECT "first_id",
        coalesce(string_agg(nullif("description", ''), E'\n\n' ORDER BY "place"), '') AS "description",
        (array_agg("status" ORDER BY array_position(ARRAY['resolved', 'dismissed', 'reviewed'], "status"), "place"))[1] AS "status"
    FROM "repeated_reports" GROUP BY "first_id" HAVING count(*) > 1
) AS "merged"
WHERE "reports"."id" = "merged"."first_id";

-- First out of the way of the positions that they will have.
UPDATE "report_screenshots" SET "position" = "position" + 1000 * ("repeated_reports"."place" - 1)
FROM "repeated_reports"
WHERE "repeated_reports"."id" = "report_screenshots"."report_id" AND "repeated_reports"."place" BETWEEN 2 AND 32;
UPDATE "report_screenshots" SET "report_id" = "repeated_reports"."first_id"
FROM "repeated_reports"
WHERE "repeated_reports"."id" = "report_screenshots"."report_id" AND "repeated_reports"."place" BETWEEN 2 AND 32;

UPDATE "audit_log" SET "target_id" = "repeated_reports"."first_id"
FROM "repeated_reports"
WHERE "repeated_reports"."id" = "audit_log"."target_id" AND "repeated_reports"."place" > 1;

DELETE FROM "reports" USING "repeated_reports"
WHERE "repeated_reports"."id" = "reports"."id" AND "repeated_reports"."place" > 1;

DROP TABLE "repeated_reports";

-- CreateIndex
CREATE UNIQUE INDEX "reports_reporter_id_session_id_key" ON "reports"("reporter_id", "session_id");
