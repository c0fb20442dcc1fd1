-- AlterTable
ALTER TABLE "conversations" ADD COLUMN     "closed_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "visits" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "host_id" TEXT,
    "conversation_id" TEXT NOT NULL,
    "scheduled_at" TIMESTAMPTZ(3),
    "has_waiting_room" BOOLEAN NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "visits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_participants" (
    "visit_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "arrival" INTEGER,
    "waiting_since" TIMESTAMPTZ(3),
    "away_since" TIMESTAMPTZ(3),
    "admitted_at" TIMESTAMPTZ(3),

    CONSTRAINT "visit_participants_pkey" PRIMARY KEY ("visit_id","user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "visits_conversation_id_key" ON "visits"("conversation_id");

-- CreateIndex
CREATE INDEX "visits_host_id_ended_at_idx" ON "visits"("host_id", "ended_at");

-- CreateIndex
CREATE INDEX "visit_participants_user_id_idx" ON "visit_participants"("user_id");

-- AddForeignKey
ALTER TABLE "visits" ADD CONSTRAINT "visits_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visits" ADD CONSTRAINT "visits_host_id_fkey" FOREIGN KEY ("host_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visits" ADD CONSTRAINT "visits_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_participants" ADD CONSTRAINT "visit_participants_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visits"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_participants" ADD CONSTRAINT "visit_participants_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
