'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'

interface ControlProps {
  icon: ReactNode
  label: string
  onClick: () => void
  shortcut?: string
  /** Drawn alone: the label changes with it, and screen readers would announce both. */
  isPressed?: boolean
  isMain?: boolean
  className?: string
}

/** A sign with its word below; never a sign alone. */
export function Control({
  icon,
  label,
  onClick,
  shortcut,
  isPressed,
  isMain = false,
  className,
}: ControlProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      data-pressed={isPressed}
      aria-keyshortcuts={shortcut}
      className={clsx(
        'flex min-h-14 min-w-11 max-w-24 flex-1 flex-col items-center justify-center gap-1 rounded-md px-1 py-1 text-center @lg:min-w-14 @lg:flex-none @lg:px-2 text-caption font-[560] transition-colors [&_svg]:size-5 [&_svg]:shrink-0',
        isMain
          ? 'bg-accent text-on-accent hover:bg-accent-strong'
          : 'text-ink hover:bg-raised data-[pressed=true]:bg-raised',
        className,
      )}
    >
      {icon}
      {label}
    </button>
  )
}
