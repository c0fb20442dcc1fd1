-- AlterTable
ALTER TABLE "messages" ADD COLUMN     "mentions" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "mentions_all" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "mentions" (
    "message_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "mentions_pkey" PRIMARY KEY ("message_id","user_id")
);

-- CreateIndex
CREATE INDEX "mentions_user_id_conversation_id_seq_idx" ON "mentions"("user_id", "conversation_id", "seq");

-- AddForeignKey
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Those that mention everybody are few; the schema language has no index over some rows.
CREATE INDEX "messages_mentions_all_idx" ON "messages"("conversation_id", "seq") WHERE "mentions_all";

-- Whom a name in a message means, whatever the size of the conversation; nor has it one over an expression.
CREATE INDEX "users_lower_display_name_idx" ON "users"("tenant_id", lower("display_name")) WHERE "display_name" IS NOT NULL;
