-- CreateTable
CREATE TABLE "narrowed_figures" (
    "tenant_id" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "span" TEXT NOT NULL,
    "start" TIMESTAMPTZ(3) NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "counters" JSONB NOT NULL,

    CONSTRAINT "narrowed_figures_pkey" PRIMARY KEY ("tenant_id","dimension","value","span","start","demo")
);
