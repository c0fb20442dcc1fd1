-- AlterTable
ALTER TABLE "logins" ADD COLUMN     "device_hash" TEXT;

-- A guest's only way in is the device, so every login of one began with it. Of members it is not known.
UPDATE "logins" SET "device_hash" = "devices"."hash"
FROM "devices" JOIN "users" ON "users"."id" = "devices"."user_id"
WHERE "logins"."user_id" = "devices"."user_id" AND "users"."password_hash" IS NULL;
