import { useId, type ReactNode } from 'react'

/** One thing that is good to know, under its heading. */
export function AsideSection({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId()
  return (
    <section aria-labelledby={heading} className="flex min-w-0 flex-col gap-3">
      <h2 id={heading} className="text-small font-[620]">
        {title}
      </h2>
      {children}
    </section>
  )
}
