import type { ReactNode } from 'react'

/** What there is in place of a visit, and where to go from here. */
export function VisitNotice({ title, text, actions }: { title: string; text: string; actions: ReactNode }) {
  return (
    <section className="mx-auto flex w-full max-w-[34rem] flex-col gap-4 py-10">
      <h1 className="text-title font-[640]">{title}</h1>
      <p className="text-muted">{text}</p>
      <div className="flex flex-wrap gap-3">{actions}</div>
    </section>
  )
}
