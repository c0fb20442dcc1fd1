-- Keyed hash of the rest of the row; empty: from before there was one, so that nothing before the next entry can be verified.
ALTER TABLE "audit_chains" ADD COLUMN "seal" TEXT NOT NULL DEFAULT '';
