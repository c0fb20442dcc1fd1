-- CreateTable
CREATE TABLE "presence_stays" (
    "user_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "shown" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "presence_stays_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "presence_days" (
    "user_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "sessions" INTEGER NOT NULL DEFAULT 0,
    "online_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "presence_days_pkey" PRIMARY KEY ("user_id","day")
);

-- CreateTable
CREATE TABLE "presence_levels" (
    "tenant_id" TEXT NOT NULL,
    "shown" TEXT NOT NULL,
    "people" INTEGER NOT NULL,

    CONSTRAINT "presence_levels_pkey" PRIMARY KEY ("tenant_id","shown")
);

-- CreateTable
CREATE TABLE "presence_counts" (
    "tenant_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "people" INTEGER NOT NULL DEFAULT 0,
    "sessions" INTEGER NOT NULL DEFAULT 0,
    "online_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "presence_counts_pkey" PRIMARY KEY ("tenant_id","day")
);

-- CreateTable
CREATE TABLE "conversation_days" (
    "conversation_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "messages" INTEGER NOT NULL DEFAULT 0,
    "typing_events" INTEGER NOT NULL DEFAULT 0,
    "typing_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "conversation_days_pkey" PRIMARY KEY ("conversation_id","day")
);

-- CreateTable
CREATE TABLE "writer_days" (
    "user_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "writer_days_pkey" PRIMARY KEY ("user_id","day","kind")
);

-- CreateTable
CREATE TABLE "conversation_counts" (
    "tenant_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "messages" INTEGER NOT NULL DEFAULT 0,
    "people" INTEGER NOT NULL DEFAULT 0,
    "conversations" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "conversation_counts_pkey" PRIMARY KEY ("tenant_id","day","kind")
);

-- CreateIndex
CREATE INDEX "presence_stays_checked_at_idx" ON "presence_stays"("checked_at");

-- CreateIndex
CREATE INDEX "presence_days_day_idx" ON "presence_days"("day");

-- CreateIndex
CREATE INDEX "conversation_days_day_idx" ON "conversation_days"("day");

-- CreateIndex
CREATE INDEX "writer_days_day_idx" ON "writer_days"("day");

-- AddForeignKey
ALTER TABLE "presence_stays" ADD CONSTRAINT "presence_stays_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence_days" ADD CONSTRAINT "presence_days_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation_days" ADD CONSTRAINT "conversation_days_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "writer_days" ADD CONSTRAINT "writer_days_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
