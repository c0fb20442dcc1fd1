'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useMemo, useState, type KeyboardEvent } from 'react'

import { HEIGHT, WIDTH, worldShapes, type CountryShape } from '@/components/admin/map/world-shapes'
import { shadeBounds, shadeOf } from '@/lib/client/admin/analytics/map-shades'
import type { SignupMap } from '@/lib/contracts/omegoo/figure-tables'
import { pressedKey } from '@/lib/client/browser/key-press'

type Country = SignupMap['countries'][number]

interface WorldMapProps {
  countries: readonly Country[]
  by: 'count' | 'share'
  /** Code of the country that is looked at; undefined: the world. */
  chosen: string | undefined
  onChoose: (code: string | undefined) => void
}

const NOBODY = 'var(--color-raised)'
/** From nearly nothing to the most, by mixing, so that both looks have it. */
const fills = [18, 36, 56, 78, 100].map(
  (percent) => `color-mix(in oklab, var(--color-accent-ink) ${percent}%, var(--color-raised))`,
)
const fillOf = (shade: number, steps: number) =>
  shade === 0 ? NOBODY : (fills[Math.round((shade / steps) * fills.length) - 1] ?? NOBODY)

/** Where people come from. Countries with people can be reached and chosen by keyboard; the table beside it says the same. */
export function WorldMap({ countries, by, chosen, onChoose }: WorldMapProps) {
  const t = useTranslations('analytics.map')
  const format = useFormatter()
  const shapes = useMemo(() => worldShapes(), [])
  const [pointed, setPointed] = useState<string>()
  const byCode = useMemo(() => new Map(countries.map((one) => [one.countryCode, one])), [countries])
  const value = ({ signups, share }: Country) => (by === 'count' ? signups : share)
  const bounds = shadeBounds(countries.map(value), by)
  const say = (country: Country) =>
    t('country', { name: country.name, count: country.signups, share: format.number(country.share) })
  const shown = byCode.get(pointed ?? chosen ?? '')
  const handleKey = (event: KeyboardEvent, code: string) => {
    const key = pressedKey(event)
    if (key !== 'Enter' && key !== ' ') return
    event.preventDefault()
    onChoose(code === chosen ? undefined : code)
  }
  const props = (shape: CountryShape) => {
    const country = shape.code === undefined ? undefined : byCode.get(shape.code)
    const fill = fillOf(country ? shadeOf(value(country), bounds) : 0, bounds.length)
    const look = { d: shape.outline, fill, vectorEffect: 'non-scaling-stroke' } as const
    if (!country) return look
    const code = country.countryCode
    return {
      ...look,
      role: 'button',
      tabIndex: 0,
      'aria-label': say(country),
      'aria-pressed': code === chosen,
      onClick: () => onChoose(code === chosen ? undefined : code),
      onKeyDown: (event: KeyboardEvent) => handleKey(event, code),
      onPointerEnter: () => setPointed(code),
      onPointerLeave: () => setPointed(undefined),
      onFocus: () => setPointed(code),
      onBlur: () => setPointed(undefined),
    }
  }
  return (
    <figure className="flex min-w-0 flex-col gap-2">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="group"
        aria-label={t('picture')}
        className="w-full rounded-md bg-canvas"
      >
        <g transform={transformTo(shapes, chosen)} stroke="var(--color-line-strong)" strokeWidth={0.6}>
          {shapes.map((shape) => (
            <path
              key={shape.key}
              {...props(shape)}
              className="outline-none aria-pressed:stroke-ink aria-pressed:stroke-2 focus-visible:stroke-ink focus-visible:stroke-[3] [&[role=button]]:cursor-pointer [&[role=button]]:hover:stroke-ink"
            />
          ))}
        </g>
      </svg>
      <figcaption className="flex min-h-6 flex-wrap items-center justify-between gap-x-6 gap-y-1 text-caption text-muted">
        <span className="text-ink tabular-nums">{shown ? say(shown) : t('hint')}</span>
        <ShadeLegend bounds={bounds} by={by} />
      </figcaption>
    </figure>
  )
}

function ShadeLegend({ bounds, by }: { bounds: readonly number[]; by: 'count' | 'share' }) {
  const t = useTranslations('analytics.map')
  const format = useFormatter()
  const upTo = (bound: number) => (by === 'share' ? t('percent', { value: bound }) : format.number(bound))
  return (
    <ul aria-label={t('legend')} className="flex flex-wrap gap-x-3 tabular-nums">
      {bounds.map((bound, index) => (
        <li key={bound} className="flex items-center gap-1">
          <svg aria-hidden viewBox="0 0 12 12" className="size-3">
            <rect width="12" height="12" rx="3" fill={fillOf(index + 1, bounds.length)} />
          </svg>
          {t('upTo', { bound: upTo(bound) })}
        </li>
      ))}
    </ul>
  )
}

/** Brings a country to the middle, not larger than eight times. */
function transformTo(shapes: readonly CountryShape[], code: string | undefined): string {
  const shape = code === undefined ? undefined : shapes.find((one) => one.code === code)
  if (!shape) return 'translate(0 0) scale(1)'
  const [left, top, right, bottom] = shape.box
  const scale = Math.min(8, 0.7 * Math.min(WIDTH / (right - left), HEIGHT / (bottom - top)))
  const zoom = Math.max(1, scale)
  const [x, y] = [WIDTH / 2 - (zoom * (left + right)) / 2, HEIGHT / 2 - (zoom * (top + bottom)) / 2]
  return `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${zoom.toFixed(2)})`
}
