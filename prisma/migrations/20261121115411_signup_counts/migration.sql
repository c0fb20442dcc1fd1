-- CreateTable
CREATE TABLE "signup_counts" (
    "tenant_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "source" TEXT NOT NULL,
    "medium" TEXT NOT NULL,
    "campaign" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "gender" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "signup_counts_pkey" PRIMARY KEY ("tenant_id","day","demo","source","medium","campaign","platform","gender","country","region")
);

-- CreateTable
CREATE TABLE "demo_history" (
    "tenant_id" TEXT NOT NULL,
    "filled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "demo_history_pkey" PRIMARY KEY ("tenant_id")
);
