import type { ReactNode } from 'react'

interface AccountPanelProps {
  title: string
  lead: string
  children?: ReactNode
}

/** A whole screen about an account: one thing to do, its way on at the bottom of a phone. */
export function AccountPanel({ title, lead, children }: AccountPanelProps) {
  return (
    <main
      id="content"
      className="mx-auto flex w-full max-w-[30rem] flex-1 flex-col px-5 pt-6 pb-[max(20px,env(safe-area-inset-bottom))] sm:justify-center sm:py-12"
    >
      <h1 className="text-title font-[640]">{title}</h1>
      <p role="status" className="mt-3 text-muted">
        {lead}
      </p>
      {children}
    </main>
  )
}
