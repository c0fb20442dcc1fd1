'use client'

import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'

import { ProblemLine } from '@/components/account/account-form'
import { SettingsSection } from '@/components/settings/settings-section'
import { Button } from '@/components/ui/button'
import { CoinSign } from '@/components/wallet/coin-sign'
import { SimulatedDialog } from '@/components/wallet/simulated-dialog'
import { useProblem } from '@/lib/client/account/use-account-form'
import {
  type CoinPackage,
  isSimulated,
  type OrderAnswer,
  type Wallet,
  walletRest,
} from '@/lib/client/payments/wallet-rest'
import { PAYMENT_METHODS, type PaymentMethod } from '@/lib/domain/payments/orders'
import { moneyText } from '@/lib/domain/payments/receipt'

/** What coins cost, and the way to the page on which one pays. */
export function PackagesSection({ wallet, onPaid }: { wallet: Wallet; onPaid: () => void }) {
  const t = useTranslations('wallet.packages')
  const { problem, secondsLeft, settle } = useProblem()
  const [busy, setBusy] = useState<string>()
  const [simulated, setSimulated] = useState<OrderAnswer>()
  const methods = PAYMENT_METHODS.filter((name) => wallet.providers.includes(name))
  const isOpen = wallet.providers.length > 0

  const handleBuy = async ({ coinPackage, coins }: CoinPackage, method: PaymentMethod) => {
    setBusy(`${coinPackage} ${method}`)
    const result = await walletRest.order(coinPackage, coins, method)
    settle(result)
    if (result.ok && result.data.checkoutUrl) return window.location.assign(result.data.checkoutUrl)
    setBusy(undefined)
    if (result.ok) setSimulated(result.data)
  }
  return (
    <SettingsSection
      id="packages"
      title={t('title')}
      lead={t(!isOpen ? 'closed' : isSimulated(wallet) ? 'leadSimulated' : 'lead')}
    >
      <ProblemLine problem={problem} secondsLeft={secondsLeft} />
      <ul className="grid gap-3 sm:grid-cols-3">
        {wallet.packages.map((one) => (
          <li
            key={one.coinPackage}
            className="flex flex-col items-start gap-3 rounded-md border border-line bg-canvas p-4"
          >
            <PackageFacts {...one} />
            {isOpen &&
              (methods.length > 0 ? methods : (['stripe'] as const)).map((method) => (
                <Button
                  key={method}
                  wide
                  look={one.coinPackage === 'premium' ? 'primary' : 'plain'}
                  busy={busy === `${one.coinPackage} ${method}`}
                  disabled={problem === 'tooFast'}
                  onClick={() => void handleBuy(one, method)}
                >
                  {methods.length > 1 ? t(`by.${method}`) : t('buy')}
                  <span className="sr-only">{t('which', { coins: one.coins })}</span>
                </Button>
              ))}
          </li>
        ))}
      </ul>
      {simulated && (
        <SimulatedDialog order={simulated} onClose={() => setSimulated(undefined)} onPaid={onPaid} />
      )}
    </SettingsSection>
  )
}

function PackageFacts({ coins, price, currency, tax, taxPercent }: CoinPackage) {
  const t = useTranslations('wallet.packages')
  const format = useFormatter()
  const locale = useLocale()
  return (
    <div className="flex w-full flex-1 flex-col gap-1">
      <p className="flex items-center gap-2 text-title font-[640] tabular-nums">
        <CoinSign className="size-6 shrink-0" />
        {format.number(coins)}
      </p>
      <p className="text-lead tabular-nums">{moneyText(price, currency, locale)}</p>
      <p className="text-caption text-muted">
        {tax === 0 ? t('noTax') : t('tax', { percent: taxPercent, tax: moneyText(tax, currency, locale) })}
      </p>
    </div>
  )
}
