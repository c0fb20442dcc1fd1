'use client'

import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useRef, type ReactNode, type RefObject } from 'react'

import { IconButton } from '@/components/ui/icon-button'
import { allowDialogStyles } from '@/components/ui/style-nonce'
import { pressedKey } from '@/lib/client/browser/key-press'

if (typeof document !== 'undefined') allowDialogStyles()

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  /** The name of the button that closes without doing anything. */
  closeLabel: string
  children: ReactNode
  /** Buttons, the main one last; on a phone they stand below each other with the main one lowest. */
  actions?: ReactNode
  /**
   * `dialog` is centred on wide screens and rises from the bottom on phones; `sheet` stands at the side of wide
   * screens and rises from the bottom on phones.
   */
  form?: 'dialog' | 'sheet'
  /** Gets the focus instead of the first control: where that one would open a phone's keyboard, or do harm at once. */
  initialFocus?: RefObject<HTMLElement | null>
}

const forms = {
  dialog: 'sm:top-1/2 sm:bottom-auto sm:mx-auto sm:w-[28rem] sm:-translate-y-1/2 sm:rounded-xl',
  sheet: 'sm:start-auto sm:end-3 sm:top-3 sm:bottom-3 sm:max-h-none sm:w-[24rem] sm:rounded-xl',
}

/** Something that must be answered first. Keeps focus inside, closes on Esc, gives focus back. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  closeLabel,
  children,
  actions,
  form,
  initialFocus,
}: DialogProps) {
  const opener = useRef<Element>(null)
  const rememberOpener = (event: Event) => {
    opener.current = document.activeElement
    if (!initialFocus?.current) return
    event.preventDefault()
    initialFocus.current.focus()
  }
  const returnFocus = (event: Event) => {
    event.preventDefault()
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }

  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          className={clsx(
            'fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] animate-sheet flex-col rounded-t-xl border border-line bg-surface shadow-high outline-none',
            'pb-[max(16px,env(safe-area-inset-bottom))]',
            forms[form ?? 'dialog'],
          )}
          // Esc in an input method ends the word, not the dialog.
          onEscapeKeyDown={(event) => pressedKey(event) === undefined && event.preventDefault()}
          onOpenAutoFocus={rememberOpener}
          onCloseAutoFocus={returnFocus}
          {...(!description && { 'aria-describedby': undefined })}
        >
          <Radix.Title className="ps-5 pe-16 pt-5 pb-2 text-lead font-[620]">{title}</Radix.Title>
          <div className="flex flex-col gap-4 overflow-y-auto px-5 pb-2">
            {description && (
              <Radix.Description className="text-small text-muted">{description}</Radix.Description>
            )}
            {children}
          </div>
          {actions && (
            <footer className="flex flex-col gap-2 px-5 pt-3 sm:flex-row sm:justify-end">{actions}</footer>
          )}
          {/* Last in order, so that what the dialog is about gets the focus first. */}
          <Radix.Close asChild>
            <IconButton
              label={closeLabel}
              icon={<X aria-hidden />}
              tip="below"
              className="absolute! end-3 top-3"
            />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
