-- AlterTable
ALTER TABLE "users" ADD COLUMN     "language" TEXT;

-- CreateTable
CREATE TABLE "payment_orders" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "coin_package" TEXT NOT NULL,
    "coins" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "tax_basis_points" INTEGER NOT NULL,
    "tax" INTEGER NOT NULL,
    "amount" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'created',
    "failure" TEXT,
    "checkout_id" TEXT,
    "checkout_url" TEXT,
    "payment_id" TEXT,
    "received" INTEGER NOT NULL DEFAULT 0,
    "received_currency" TEXT,
    "refunded" INTEGER NOT NULL DEFAULT 0,
    "coins_taken" INTEGER NOT NULL DEFAULT 0,
    "refund_reason" TEXT,
    "refund_requested_at" TIMESTAMPTZ(3),
    "dispute" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "refunded_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_accounts" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "owner" TEXT NOT NULL,

    CONSTRAINT "ledger_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_transactions" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_transactions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "transaction_id" BIGINT NOT NULL,
    "account_id" BIGINT NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("transaction_id","account_id")
);

-- CreateTable
CREATE TABLE "possessions" (
    "user_id" TEXT NOT NULL,
    "good" TEXT NOT NULL,
    "choice" TEXT,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "possessions_pkey" PRIMARY KEY ("user_id","good")
);

-- CreateTable
CREATE TABLE "revenue_days" (
    "tenant_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "currency" TEXT NOT NULL,
    "coin_package" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "medium" TEXT NOT NULL,
    "campaign" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "gender" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "created" INTEGER NOT NULL DEFAULT 0,
    "paid" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "refunds" INTEGER NOT NULL DEFAULT 0,
    "disputes" INTEGER NOT NULL DEFAULT 0,
    "gross" BIGINT NOT NULL DEFAULT 0,
    "tax" BIGINT NOT NULL DEFAULT 0,
    "refunded" BIGINT NOT NULL DEFAULT 0,
    "coins" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "revenue_days_pkey" PRIMARY KEY ("tenant_id","day","demo","currency","coin_package","provider","source","medium","campaign","platform","gender","country")
);

-- CreateTable
CREATE TABLE "spending_days" (
    "tenant_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "good" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "coins" BIGINT NOT NULL,

    CONSTRAINT "spending_days_pkey" PRIMARY KEY ("tenant_id","day","demo","good")
);

-- CreateIndex
CREATE INDEX "payment_orders_provider_payment_id_idx" ON "payment_orders"("provider", "payment_id");

-- CreateIndex
CREATE INDEX "payment_orders_user_id_created_at_idx" ON "payment_orders"("user_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "payment_orders_tenant_id_created_at_idx" ON "payment_orders"("tenant_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "payment_orders_status_expires_at_idx" ON "payment_orders"("status", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "payment_orders_provider_checkout_id_key" ON "payment_orders"("provider", "checkout_id");

-- CreateIndex
CREATE INDEX "ledger_accounts_owner_idx" ON "ledger_accounts"("owner");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_accounts_tenant_id_kind_unit_owner_key" ON "ledger_accounts"("tenant_id", "kind", "unit", "owner");

-- CreateIndex
CREATE INDEX "ledger_transactions_user_id_id_idx" ON "ledger_transactions"("user_id", "id" DESC);

-- CreateIndex
CREATE INDEX "ledger_transactions_tenant_id_id_idx" ON "ledger_transactions"("tenant_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transactions_user_id_key_key" ON "ledger_transactions"("user_id", "key");

-- CreateIndex
CREATE INDEX "ledger_entries_account_id_transaction_id_idx" ON "ledger_entries"("account_id", "transaction_id" DESC);

-- CreateIndex
CREATE INDEX "possessions_until_idx" ON "possessions"("until");

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "ledger_transactions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "ledger_accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "possessions" ADD CONSTRAINT "possessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whatever is wrong above the database: nobody spends what they do not have, and no transaction of the books is lopsided.
ALTER TABLE "users" ADD CONSTRAINT "users_coins_check" CHECK ("coins" >= 0);

CREATE FUNCTION "ledger_entries_balance"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM "ledger_entries" e JOIN "ledger_accounts" a ON a."id" = e."account_id"
        WHERE e."transaction_id" = NEW."transaction_id" GROUP BY a."unit" HAVING sum(e."amount") <> 0
    ) THEN
        RAISE EXCEPTION 'The entries of a ledger transaction do not sum to zero' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "ledger_entries_balance" AFTER INSERT OR UPDATE ON "ledger_entries"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "ledger_entries_balance"();
