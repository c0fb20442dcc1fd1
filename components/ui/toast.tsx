'use client'

import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { createContext, use, useCallback, useEffect, useState, type ReactNode } from 'react'

import { IconButton } from '@/components/ui/icon-button'

interface Notice {
  readonly title: string
  readonly tone?: 'done' | 'problem'
}

interface Shown extends Notice {
  readonly id: number
}

const VISIBLE_MS = 6_000
const MOST_AT_ONCE = 3

const ToastContext = createContext<(notice: Notice) => void>(() => undefined)

/** Says something in passing: `const toast = useToast(); toast({ title })`. Never the only place for an error. */
export function useToast(): (notice: Notice) => void {
  return use(ToastContext)
}

interface ToastProviderProps {
  /** What the region is called. */
  label: string
  closeLabel: string
  children: ReactNode
}

/** Where notices appear: top on phones, clear of thumb and composer; the lower corner on wide screens. */
export function ToastProvider({ label, closeLabel, children }: ToastProviderProps) {
  const [shown, setShown] = useState<readonly Shown[]>([])
  const show = useCallback((notice: Notice) => {
    setShown((before) => [...before, { ...notice, id: (before.at(-1)?.id ?? 0) + 1 }].slice(-MOST_AT_ONCE))
  }, [])
  const drop = useCallback(
    (id: number) => setShown((before) => before.filter((notice) => notice.id !== id)),
    [],
  )

  return (
    <ToastContext value={show}>
      {children}
      <section
        aria-label={label}
        className="pointer-events-none fixed inset-x-4 top-[max(16px,env(safe-area-inset-top))] z-50 sm:inset-x-auto sm:end-6 sm:top-auto sm:bottom-6 sm:w-96"
      >
        <ol aria-live="polite" aria-relevant="additions" className="flex flex-col gap-2">
          {shown.map((notice) => (
            <ToastCard key={notice.id} notice={notice} closeLabel={closeLabel} onDrop={drop} />
          ))}
        </ol>
      </section>
    </ToastContext>
  )
}

interface ToastCardProps {
  notice: Shown
  closeLabel: string
  onDrop: (id: number) => void
}

/** Leaves by itself, but waits while somebody points at it or has the focus on it. */
function ToastCard({ notice, closeLabel, onDrop }: ToastCardProps) {
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => onDrop(notice.id), VISIBLE_MS)
    return () => clearTimeout(timer)
  }, [isHeld, notice.id, onDrop])

  const hold = () => setHeld(true)
  const release = () => setHeld(false)
  const Sign = notice.tone === 'problem' ? CircleAlert : CircleCheck
  return (
    <li
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={release}
      className="pointer-events-auto flex animate-rise items-center gap-3 rounded-lg border border-line bg-surface ps-4 pe-1 shadow-mid"
    >
      <Sign aria-hidden className="size-5 shrink-0 text-accent-ink" />
      <p className="flex-1 py-3 text-small">{notice.title}</p>
      <IconButton label={closeLabel} icon={<X aria-hidden />} tip="below" onClick={() => onDrop(notice.id)} />
    </li>
  )
}
