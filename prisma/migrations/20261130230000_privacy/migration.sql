-- What people keep to themselves in conversations; nothing unless they say so.
ALTER TABLE "users" ADD COLUMN "hides_read" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "hides_delivered" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "hides_typing" BOOLEAN NOT NULL DEFAULT false;
