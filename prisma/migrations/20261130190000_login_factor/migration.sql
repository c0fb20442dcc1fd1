-- When a login showed the account's second factor; null: it has not. Logins from before are asked once more.
ALTER TABLE "logins" ADD COLUMN "factor_at" TIMESTAMPTZ(3);
