-- The code of a region, for maps and for programs; those counted so far have none.
ALTER TABLE "signup_counts" ADD COLUMN "region_code" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "saved_segments" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "filters" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_segments_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "saved_segments_user_id_name_key" ON "saved_segments"("user_id", "name");

-- AddForeignKey
ALTER TABLE "saved_segments" ADD CONSTRAINT "saved_segments_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
