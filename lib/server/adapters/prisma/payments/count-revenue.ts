import { keyOf, OTHER, UNKNOWN } from '@/lib/domain/acquisition'
import { dayOf } from '@/lib/domain/days'
import type { Millis } from '@/lib/domain/ids'
import type { GoodName } from '@/lib/domain/payments/goods'
import type { Order } from '@/lib/domain/payments/orders'
import { NO_REVENUE, type RevenueCounts } from '@/lib/domain/payments/revenue'
import { DEMO_PREFIX } from '@/lib/server/ports/analytics/acquisition'
import { REVENUE_KINDS_A_DAY } from '@/lib/server/ports/payments/revenue'
import { Prisma, type PrismaClient } from '../generated/client'

type Tx = Pick<PrismaClient, 'user' | '$executeRaw'>

/** Adds to the figures of the day, by what is known of the person. A day full of kinds keeps only package and provider apart. */
export async function countRevenue(
  tx: Tx,
  order: Pick<Order, 'tenantId' | 'userId' | 'coinPackage' | 'provider'>,
  more: Partial<RevenueCounts> & { readonly currency: string },
  at: Millis,
): Promise<void> {
  const { tenantId, userId, coinPackage, provider } = order
  const { currency, ...some } = more
  const counts = { ...NO_REVENUE, ...some }
  const person = await tx.user.findUnique({
    where: { id: userId },
    select: { source: true, medium: true, campaign: true, platform: true, gender: true, country: true },
  })
  const { source, medium, campaign, platform, gender } = person ?? {}
  const from = [source, medium, campaign, platform, gender].map(keyOf)
  const country = person?.country ?? UNKNOWN
  // What becomes of a made-up order goes with it.
  const demo = userId.startsWith(DEMO_PREFIX)
  const day = Prisma.sql`${dayOf(at)}::date`
  const kind = [currency, coinPackage, provider, ...from, country]
  const orOther = from.map((text) => Prisma.sql`CASE WHEN has_room THEN ${text} ELSE ${OTHER} END`)
  const { created, paid, failed, refunds, disputes, gross, tax, refunded, coins } = counts
  await tx.$executeRaw`
    INSERT INTO revenue_days
      (tenant_id, day, demo, currency, coin_package, provider, source, medium, campaign, platform, gender, country,
       created, paid, failed, refunds, disputes, gross, tax, refunded, coins)
    SELECT ${tenantId}, ${day}, ${demo}::boolean, ${currency}, ${coinPackage}, ${provider}, ${Prisma.join(orOther)},
      CASE WHEN has_room THEN ${country} ELSE ${OTHER} END,
      ${created}, ${paid}, ${failed}, ${refunds}, ${disputes}, ${gross}, ${tax}, ${refunded}, ${coins}
    FROM (
      SELECT EXISTS (
        SELECT 1 FROM revenue_days WHERE tenant_id = ${tenantId} AND day = ${day} AND demo = ${demo}::boolean
          AND (currency, coin_package, provider, source, medium, campaign, platform, gender, country) = (${Prisma.join(kind)})
      ) OR (
        SELECT count(*) FROM revenue_days WHERE tenant_id = ${tenantId} AND day = ${day} AND demo = ${demo}::boolean
      ) < ${REVENUE_KINDS_A_DAY} AS has_room
    ) AS room
    ON CONFLICT
      (tenant_id, day, demo, currency, coin_package, provider, source, medium, campaign, platform, gender, country)
    DO UPDATE SET
      created = revenue_days.created + EXCLUDED.created, paid = revenue_days.paid + EXCLUDED.paid,
      failed = revenue_days.failed + EXCLUDED.failed, refunds = revenue_days.refunds + EXCLUDED.refunds,
      disputes = revenue_days.disputes + EXCLUDED.disputes, gross = revenue_days.gross + EXCLUDED.gross,
      tax = revenue_days.tax + EXCLUDED.tax, refunded = revenue_days.refunded + EXCLUDED.refunded,
      coins = revenue_days.coins + EXCLUDED.coins`
}

/** Adds a good to what was bought with coins on the day. */
export async function countSpending(
  tx: Pick<PrismaClient, '$executeRaw'>,
  { tenantId, good, price }: { readonly tenantId: string; readonly good: GoodName; readonly price: number },
  at: Millis,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO spending_days (tenant_id, day, demo, good, count, coins)
    VALUES (${tenantId}, ${dayOf(at)}::date, false, ${good}, 1, ${price})
    ON CONFLICT (tenant_id, day, demo, good)
      DO UPDATE SET count = spending_days.count + 1, coins = spending_days.coins + EXCLUDED.coins`
}
