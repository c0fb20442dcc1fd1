-- What people chose to be shown as.
CREATE TABLE "presence_choices" (
    "user_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "status_message" TEXT,
    "custom_status" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "presence_choices_pkey" PRIMARY KEY ("user_id")
);

ALTER TABLE "presence_choices" ADD CONSTRAINT "presence_choices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
