import type { ReactNode } from 'react'

interface SettingsSectionProps {
  /** Part of the address, so that it can be linked to. */
  id: string
  title: string
  lead?: ReactNode
  children: ReactNode
}

/** One matter on one card. */
export function SettingsSection({ id, title, lead, children }: SettingsSectionProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="flex scroll-mt-4 flex-col gap-5 rounded-lg border border-line bg-surface p-5 sm:p-6"
    >
      <div className="flex flex-col gap-1">
        <h2 id={`${id}-title`} className="text-lead font-[620]">
          {title}
        </h2>
        {lead && <p className="text-small text-muted">{lead}</p>}
      </div>
      {children}
    </section>
  )
}
