-- Who made or changed a ban before its last change: none of them answers the appeal against it.
ALTER TABLE "bans" ADD COLUMN "earlier_by_ids" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
