'use client'

import { clsx } from 'clsx'
import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { Toast as Radix } from 'radix-ui'
import { createContext, use, useCallback, useState, type ReactNode } from 'react'

import { IconButton } from '@/components/ui/icon-button'

interface Notice {
  readonly title: string
  readonly tone?: 'done' | 'problem'
}

interface Shown extends Notice {
  readonly id: number
}

const VISIBLE_MS = 6_000

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

/** Where notices appear: top on phones, clear of the thumb and the composer; bottom corner otherwise. */
export function ToastProvider({ label, closeLabel, children }: ToastProviderProps) {
  const [shown, setShown] = useState<readonly Shown[]>([])
  const show = useCallback((notice: Notice) => {
    setShown((before) => [...before.slice(-2), { ...notice, id: (before.at(-1)?.id ?? 0) + 1 }])
  }, [])
  const drop = (id: number) => setShown((before) => before.filter((notice) => notice.id !== id))

  return (
    <ToastContext value={show}>
      <Radix.Provider label={label} duration={VISIBLE_MS} swipeDirection="up">
        {children}
        {shown.map((notice) => (
          <ToastCard key={notice.id} notice={notice} closeLabel={closeLabel} onClose={() => drop(notice.id)} />
        ))}
        <Radix.Viewport
          label={label}
          className="fixed inset-x-4 top-[max(16px,env(safe-area-inset-top))] z-50 flex flex-col gap-2 sm:inset-x-auto sm:top-auto sm:right-6 sm:bottom-6 sm:w-96"
        />
      </Radix.Provider>
    </ToastContext>
  )
}

function ToastCard({ notice, closeLabel, onClose }: { notice: Shown; closeLabel: string; onClose: () => void }) {
  const isProblem = notice.tone === 'problem'
  const Sign = isProblem ? CircleAlert : CircleCheck
  return (
    <Radix.Root
      onOpenChange={(open) => !open && onClose()}
      className="flex animate-rise items-center gap-3 rounded-lg border border-line bg-surface ps-4 pe-1 shadow-mid"
    >
      <Sign aria-hidden className={clsx('size-5 shrink-0', isProblem ? 'text-harm-ink' : 'text-accent-ink')} />
      <Radix.Title className="flex-1 py-3 text-small">{notice.title}</Radix.Title>
      <Radix.Close asChild>
        <IconButton label={closeLabel} icon={<X aria-hidden />} tip="below" />
      </Radix.Close>
    </Radix.Root>
  )
}
