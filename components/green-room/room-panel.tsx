import type { ReactNode } from 'react'

import { Panel } from '@/components/chat/panel'
import { SettingsLink } from '@/components/site/settings-link'

interface RoomPanelProps {
  /** What this step is about, or the picture; beside the rest where there is room. */
  lead: ReactNode
  children?: ReactNode
  /** What to do next; at the bottom on a phone, under the thumb. */
  action: ReactNode
}

/** One step of the room: on a phone one column, on a desktop what it is about beside what there is to do. */
export function RoomPanel({ lead, children, action }: RoomPanelProps) {
  return (
    <Panel
      tools={<SettingsLink />}
      lead={<div className="flex flex-col gap-3 @4xl:gap-5">{lead}</div>}
      action={action}
    >
      {children}
    </Panel>
  )
}
