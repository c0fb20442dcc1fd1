'use client'

import { clsx } from 'clsx'
import { Gift, Search, Sparkles } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'

import { ProblemLine } from '@/components/account/account-form'
import { SettingsSection } from '@/components/settings/settings-section'
import { useMoment } from '@/components/settings/use-moment'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { CoinSign } from '@/components/wallet/coin-sign'
import { useProblem } from '@/lib/client/account/use-account-form'
import { type Good, type Wallet, walletRest } from '@/lib/client/payments/wallet-rest'
import { randomId } from '@/lib/client/random-id'
import { isLastingGood, type LastingGood } from '@/lib/domain/payments/goods'

const SIGNS = { 'longer-search': Search, 'message-look': Sparkles, gift: Gift }

interface GoodsSectionProps {
  wallet: Wallet
  onBought: () => void
}

/** What coins buy, each with its price and how long one has it. */
export function GoodsSection({ wallet, onBought }: GoodsSectionProps) {
  const t = useTranslations('wallet.goods')
  return (
    <SettingsSection id="goods" title={t('title')} lead={t('lead')}>
      <ul className="flex flex-col divide-y divide-line">
        {wallet.goods.map((good) => (
          <GoodRow key={good.good} good={good} wallet={wallet} onBought={onBought} />
        ))}
      </ul>
    </SettingsSection>
  )
}

function GoodRow({ good, wallet, onBought }: GoodsSectionProps & { good: Good }) {
  const t = useTranslations('wallet.goods')
  const format = useFormatter()
  const moment = useMoment()
  const owned = wallet.owned.find((one) => one.good === good.good)
  const Sign = SIGNS[good.good]
  return (
    <li className="flex flex-col gap-3 py-4 first:pt-0 last:pb-0">
      <div className="flex items-start gap-3">
        <Sign aria-hidden className="mt-1 size-5 shrink-0 text-muted" />
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-body font-[560]">
            {t(`${good.good}.name`)}
            {owned && <Badge tone="accent">{t('until', { time: moment(owned.until) })}</Badge>}
          </h3>
          <p className="text-small text-muted">{t(`${good.good}.text`)}</p>
        </div>
        <p className="flex shrink-0 items-center gap-2 font-[620] tabular-nums">
          <CoinSign />
          {format.number(good.price)}
          <span className="sr-only">{t('coins')}</span>
        </p>
      </div>
      {isLastingGood(good.good) && (
        <BuyGood good={good} name={good.good} owned={owned} wallet={wallet} onBought={onBought} />
      )}
    </li>
  )
}

interface BuyGoodProps extends GoodsSectionProps {
  good: Good
  name: LastingGood
  owned: Wallet['owned'][number] | undefined
}

function BuyGood({ good, name, owned, wallet, onBought }: BuyGoodProps) {
  const t = useTranslations('wallet.goods')
  const { problem, secondsLeft, settle } = useProblem()
  const [choice, setChoice] = useState<string | null>(owned?.choice ?? good.choices[0] ?? null)
  // The same for each choice until it succeeded, so that a press whose answer was lost is paid once.
  const [key, setKey] = useState(randomId)
  const [isBusy, setIsBusy] = useState(false)
  const [isAsking, setIsAsking] = useState(false)
  const isTooPoor = wallet.balance < good.price

  const handleBuy = async () => {
    setIsBusy(true)
    const result = await walletRest.spend(name, choice, `${key} ${choice ?? ''}`)
    setIsBusy(false)
    setIsAsking(false)
    if (!settle(result)) return
    setKey(randomId())
    onBought()
  }
  return (
    <div className="flex flex-col gap-3 ps-8">
      {good.choices.length > 0 && (
        <fieldset className="flex flex-wrap gap-2">
          <legend className="sr-only">{t('choose')}</legend>
          {good.choices.map((one) => (
            <LookChoice key={one} look={one} isChosen={one === choice} onChoose={() => setChoice(one)} />
          ))}
        </fieldset>
      )}
      <ProblemLine problem={problem} secondsLeft={secondsLeft} />
      <div className="flex flex-wrap items-center gap-3">
        <Button disabled={isTooPoor || problem === 'tooFast'} onClick={() => setIsAsking(true)}>
          {owned ? t('extend') : t('buy')}
          <span className="sr-only">{t(`${name}.name`)}</span>
        </Button>
        {isTooPoor && (
          <p className="text-small text-muted">{t('missing', { count: good.price - wallet.balance })}</p>
        )}
      </div>
      {isAsking && (
        <AskFirst
          name={t(`${name}.name`)}
          price={good.price}
          balance={wallet.balance}
          isBusy={isBusy}
          onBuy={() => void handleBuy()}
          onClose={() => setIsAsking(false)}
        />
      )}
    </div>
  )
}

interface AskFirstProps {
  name: string
  price: number
  balance: number
  isBusy: boolean
  onBuy: () => void
  onClose: () => void
}

/** Coins do not come back: nothing is bought at one press. */
function AskFirst({ name, price, balance, isBusy, onBuy, onClose }: AskFirstProps) {
  const t = useTranslations('wallet.goods')
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('ask.title', { name, price })}
      description={t('ask.text', { balance, left: balance - price })}
      closeLabel={t('ask.cancel')}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {t('ask.cancel')}
          </Button>
          <Button look="primary" busy={isBusy} onClick={onBuy}>
            {t('ask.yes')}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  )
}

/** A look as it will be, with its name in it. */
function LookChoice({ look, isChosen, onChoose }: { look: string; isChosen: boolean; onChoose: () => void }) {
  const t = useTranslations('wallet.goods.looks')
  return (
    <label
      data-look={look}
      className={clsx(
        'relative inline-flex min-h-11 items-center rounded-lg bg-own px-4 text-small text-own-ink has-focus-visible:outline-3 has-focus-visible:outline-accent-ink forced-colors:border',
        isChosen && 'ring-2 ring-accent-ink forced-colors:outline-2',
      )}
    >
      <input
        type="radio"
        name="look"
        className="absolute inset-0 appearance-none outline-none"
        checked={isChosen}
        onChange={onChoose}
      />
      {t(look as 'dawn')}
    </label>
  )
}
