-- AlterTable
ALTER TABLE "signup_counts" ADD COLUMN "grouped_by" TEXT NOT NULL DEFAULT 'all';
ALTER TABLE "signup_counts" ALTER COLUMN "grouped_by" DROP DEFAULT;
ALTER TABLE "signup_counts" DROP CONSTRAINT "signup_counts_pkey",
ADD CONSTRAINT "signup_counts_pkey" PRIMARY KEY ("tenant_id","grouped_by","day","demo","source","medium","campaign","platform","gender","country","region");

-- What was counted before, in the smaller sets too.
INSERT INTO "signup_counts" ("tenant_id", "grouped_by", "day", "demo", "source", "medium", "campaign", "platform", "gender", "country", "region", "region_code", "count")
SELECT "tenant_id", "name", "day", "demo",
  CASE WHEN 'source' = ANY ("kept") THEN "source" ELSE '' END, CASE WHEN 'medium' = ANY ("kept") THEN "medium" ELSE '' END,
  CASE WHEN 'campaign' = ANY ("kept") THEN "campaign" ELSE '' END, CASE WHEN 'platform' = ANY ("kept") THEN "platform" ELSE '' END,
  CASE WHEN 'gender' = ANY ("kept") THEN "gender" ELSE '' END, CASE WHEN 'country' = ANY ("kept") THEN "country" ELSE '' END,
  CASE WHEN 'region' = ANY ("kept") THEN "region" ELSE '' END, max(CASE WHEN 'region' = ANY ("kept") THEN "region_code" ELSE '' END), sum("count")
FROM "signup_counts", (VALUES ('platform', ARRAY['platform']), ('gender', ARRAY['gender']), ('home', ARRAY['platform', 'country']),
  ('sources', ARRAY['source', 'medium', 'campaign']), ('places', ARRAY['country', 'region'])) AS "sets" ("name", "kept")
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;

-- Rows for any platform and any country, which the keys begin with.
INSERT INTO "activity_days" ("tenant_id", "day", "demo", "chat_type", "platform", "country", "landings", "active", "looked", "matched", "talked", "came_back", "sessions", "messages", "duration_ms", "length_0", "length_1", "length_2", "length_3", "length_4")
SELECT "tenant_id", "day", "demo", "chat_type", coalesce("platform", '*'), coalesce("country", '*'), sum("landings"), sum("active"), sum("looked"), sum("matched"), sum("talked"), sum("came_back"), sum("sessions"), sum("messages"), sum("duration_ms"), sum("length_0"), sum("length_1"), sum("length_2"), sum("length_3"), sum("length_4")
FROM "activity_days" GROUP BY "tenant_id", "day", "demo", "chat_type", GROUPING SETS (("platform"), ("country"), ());
INSERT INTO "activity_periods" ("tenant_id", "period", "start", "demo", "chat_type", "platform", "country", "people")
SELECT "tenant_id", "period", "start", "demo", "chat_type", coalesce("platform", '*'), coalesce("country", '*'), sum("people")
FROM "activity_periods" GROUP BY "tenant_id", "period", "start", "demo", "chat_type", GROUPING SETS (("platform"), ("country"), ());
INSERT INTO "activity_cohorts" ("tenant_id", "week", "week_after", "demo", "chat_type", "platform", "country", "people")
SELECT "tenant_id", "week", "week_after", "demo", "chat_type", coalesce("platform", '*'), coalesce("country", '*'), sum("people")
FROM "activity_cohorts" GROUP BY "tenant_id", "week", "week_after", "demo", "chat_type", GROUPING SETS (("platform"), ("country"), ());

-- AlterTable
ALTER TABLE "activity_days" DROP CONSTRAINT "activity_days_pkey",
ADD CONSTRAINT "activity_days_pkey" PRIMARY KEY ("tenant_id","platform","country","day","chat_type","demo");
ALTER TABLE "activity_periods" DROP CONSTRAINT "activity_periods_pkey",
ADD CONSTRAINT "activity_periods_pkey" PRIMARY KEY ("tenant_id","platform","country","chat_type","period","start","demo");
ALTER TABLE "activity_cohorts" DROP CONSTRAINT "activity_cohorts_pkey",
ADD CONSTRAINT "activity_cohorts_pkey" PRIMARY KEY ("tenant_id","platform","country","chat_type","week","week_after","demo");
