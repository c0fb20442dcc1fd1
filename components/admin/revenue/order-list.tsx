'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useId, useState } from 'react'

import { FigureLink } from '@/components/admin/figures/figure-link'
import { Moment } from '@/components/admin/moment'
import { Pager } from '@/components/admin/pager'
import { PersonName } from '@/components/admin/person-name'
import { ProblemNote } from '@/components/admin/problem-note'
import { RefundDialog } from '@/components/admin/revenue/refund-dialog'
import { Section } from '@/components/admin/section'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { listPath, type OrderPage, type OrderRow } from '@/lib/client/admin/revenue/revenue-rest'
import { useAddress } from '@/lib/client/admin/use-address'
import { useRemote } from '@/lib/client/admin/use-remote'
import { ORDER_STATUSES } from '@/lib/domain/payments/orders'
import { moneyText } from '@/lib/domain/payments/receipt'

const FILTERS = ['status', 'userId', 'before', 'beforeId'] as const

/** Orders, newest first, and sending their money back. The filters are in the address. */
export function OrderList({ news }: { news: number }) {
  const t = useTranslations('revenue.orders')
  const { params, filter } = useAddress()
  const [changes, setChanges] = useState(0)
  const path = listPath('/api/admin/orders', params, FILTERS)
  const { data, problem, again } = useRemote<OrderPage>(path, news + changes)
  const [refunding, setRefunding] = useState<OrderRow>()
  const id = useId()
  const last = data?.orders.at(-1)
  return (
    <div id="orders" className="flex scroll-mt-4 flex-col gap-3">
      <Section
        title={t('title')}
        flush
        aside={
          <span className="flex items-center gap-2">
            <label htmlFor={id} className="text-caption text-muted">
              {t('filter')}
            </label>
            <Select
              id={id}
              value={params.get('status') ?? ''}
              onChange={(event) => filter({ status: event.target.value })}
            >
              <option value="">{t('all')}</option>
              {ORDER_STATUSES.map((status) => (
                <option key={status} value={status}>
                  {t(`status.${status}`)}
                </option>
              ))}
            </Select>
          </span>
        }
      >
        {problem && <ProblemNote problem={problem} onRetry={again} />}
        {!data && !problem && <Skeleton className="m-4 h-24" />}
        {data?.orders.length === 0 && <p className="px-4 pb-4 text-small text-muted">{t('none')}</p>}
        {data && data.orders.length > 0 && <OrderTable orders={data.orders} onRefund={setRefunding} />}
      </Section>
      {data && <Pager hasMore={data.hasMore} after={{ before: last?.createdAt, beforeId: last?.orderId }} />}
      {refunding && (
        <RefundDialog
          order={refunding}
          onClose={() => setRefunding(undefined)}
          onDone={() => setChanges((count) => count + 1)}
        />
      )}
    </div>
  )
}

const COLUMNS = ['made', 'person', 'what', 'price', 'provider', 'state'] as const

function OrderTable({
  orders,
  onRefund,
}: {
  orders: readonly OrderRow[]
  onRefund: (order: OrderRow) => void
}) {
  const t = useTranslations('revenue.orders')
  return (
    // Focusable, so that a keyboard can scroll it sideways; what is hidden in it stays within it.
    <div tabIndex={0} role="group" aria-label={t('title')} className="scroll-edges relative overflow-x-auto">
      <table className="w-full border-collapse text-small tabular-nums">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                className="px-4 py-2 text-start text-caption font-[560] text-muted"
              >
                {t(`column.${column}`)}
              </th>
            ))}
            <th scope="col" className="px-4 py-2">
              <span className="sr-only">{t('column.refund')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <OrderLine key={order.orderId} order={order} onRefund={() => onRefund(order)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function OrderLine({ order, onRefund }: { order: OrderRow; onRefund: () => void }) {
  const t = useTranslations('revenue.orders')
  const links = useTranslations('analytics.links')
  const locale = useLocale()
  const { orderId, userId, createdAt, coins, coinPackage, price, currency, provider, received, refunded } =
    order
  const canRefund = received > refunded && (order.refundRequestedAt === null || order.refundFailed)
  return (
    <tr className="border-t border-line">
      <td className="px-4 py-2">
        <Moment at={createdAt} />
      </td>
      <td className="px-4 py-2">
        <PersonName userId={userId} displayName={null} />
      </td>
      <td className="px-4 py-2 whitespace-nowrap">{t('what', { coins, name: coinPackage })}</td>
      <td className="px-4 py-2 text-end whitespace-nowrap">
        {order.status === 'created' || (order.status === 'failed' && received === 0) ? (
          moneyText(price, currency, locale)
        ) : (
          <FigureLink
            href={`/admin/revenue/ledger?${new URLSearchParams({ userId, about: orderId }).toString()}`}
            label={links('lines')}
          >
            {moneyText(price, currency, locale)}
          </FigureLink>
        )}
      </td>
      <td className="px-4 py-2">{t(`provider.${provider}`)}</td>
      <td className="px-4 py-2 whitespace-nowrap">
        <OrderState order={order} />
      </td>
      <td className="px-4 py-1 text-end">
        {canRefund && (
          <Button onClick={onRefund}>
            {t(order.refundFailed ? 'refundAgain' : 'refund')}
            <span className="sr-only">{orderId}</span>
          </Button>
        )}
      </td>
    </tr>
  )
}

function OrderState({ order }: { order: OrderRow }) {
  const t = useTranslations('revenue.orders')
  const locale = useLocale()
  const { status, failure, refundReason, refundRequestedAt, refundFailed, dispute, refunded, currency } =
    order
  const isOnItsWay = refundRequestedAt !== null && status !== 'refunded' && !refundFailed
  const notes = [
    failure && t(`failure.${failure}`),
    isOnItsWay && t('onItsWay'),
    refunded > 0 && status !== 'refunded' && t('part', { amount: moneyText(refunded, currency, locale) }),
    refundReason,
  ].filter(Boolean)
  return (
    <span className="flex max-w-[20rem] flex-col gap-1">
      <span className="flex flex-wrap gap-1">
        <Badge tone={status === 'paid' ? 'accent' : 'neutral'}>{t(`status.${status}`)}</Badge>
        {refundFailed && <Badge tone="harm">{t('refundFailed')}</Badge>}
        {dispute && <Badge tone={dispute === 'open' ? 'harm' : 'neutral'}>{t(`dispute.${dispute}`)}</Badge>}
      </span>
      {notes.length > 0 && <span className="text-caption text-muted">{notes.join(' · ')}</span>}
    </span>
  )
}
