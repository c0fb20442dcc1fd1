-- CreateTable
CREATE TABLE "person_days" (
    "user_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "active" SMALLINT NOT NULL DEFAULT 0,
    "looked" SMALLINT NOT NULL DEFAULT 0,
    "matched" SMALLINT NOT NULL DEFAULT 0,
    "talked" SMALLINT NOT NULL DEFAULT 0,
    "sessions" INTEGER NOT NULL DEFAULT 0,
    "messages" INTEGER NOT NULL DEFAULT 0,
    "duration_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "person_days_pkey" PRIMARY KEY ("user_id","day")
);

-- CreateTable
CREATE TABLE "activity_days" (
    "tenant_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "chat_type" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "landings" INTEGER NOT NULL DEFAULT 0,
    "active" INTEGER NOT NULL DEFAULT 0,
    "looked" INTEGER NOT NULL DEFAULT 0,
    "matched" INTEGER NOT NULL DEFAULT 0,
    "talked" INTEGER NOT NULL DEFAULT 0,
    "came_back" INTEGER NOT NULL DEFAULT 0,
    "sessions" INTEGER NOT NULL DEFAULT 0,
    "messages" INTEGER NOT NULL DEFAULT 0,
    "duration_ms" BIGINT NOT NULL DEFAULT 0,
    "length_0" INTEGER NOT NULL DEFAULT 0,
    "length_1" INTEGER NOT NULL DEFAULT 0,
    "length_2" INTEGER NOT NULL DEFAULT 0,
    "length_3" INTEGER NOT NULL DEFAULT 0,
    "length_4" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "activity_days_pkey" PRIMARY KEY ("tenant_id","day","demo","chat_type","platform","country")
);

-- CreateTable
CREATE TABLE "activity_periods" (
    "tenant_id" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "start" DATE NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "chat_type" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "people" INTEGER NOT NULL,

    CONSTRAINT "activity_periods_pkey" PRIMARY KEY ("tenant_id","period","start","demo","chat_type","platform","country")
);

-- CreateTable
CREATE TABLE "activity_cohorts" (
    "tenant_id" TEXT NOT NULL,
    "week" DATE NOT NULL,
    "week_after" SMALLINT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "chat_type" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "people" INTEGER NOT NULL,

    CONSTRAINT "activity_cohorts_pkey" PRIMARY KEY ("tenant_id","week","week_after","demo","chat_type","platform","country")
);

-- CreateIndex
CREATE INDEX "person_days_day_idx" ON "person_days"("day");

-- AddForeignKey
ALTER TABLE "person_days" ADD CONSTRAINT "person_days_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
