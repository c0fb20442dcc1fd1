-- AlterTable
ALTER TABLE "ledger_transactions" ADD COLUMN "choice" TEXT;
