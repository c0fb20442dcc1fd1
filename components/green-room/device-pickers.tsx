'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'

import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { RoomKind } from '@/lib/client/green-room/green-room-state'
import type { GreenRoomStore } from '@/lib/client/green-room/green-room-store'
import { canChooseSpeaker } from '@/lib/client/rtc/devices/speaker'

/** Which devices to use, where there is something to choose. */
export function DevicePickers({ kind, room }: { kind: RoomKind; room: GreenRoomStore }) {
  const [hasSpeakers, setHasSpeakers] = useState(false)
  useEffect(() => setHasSpeakers(canChooseSpeaker(new Audio())), [])
  return (
    <div className="flex flex-col gap-4">
      <DevicePicker of="audioinput" room={room} />
      {kind === 'video' && <DevicePicker of="videoinput" room={room} />}
      {hasSpeakers && <DevicePicker of="audiooutput" room={room} />}
    </div>
  )
}

function DevicePicker({ of, room }: { of: MediaDeviceKind; room: GreenRoomStore }) {
  const t = useTranslations('greenroom.devices')
  const all = useStore(room.state, (state) => state.devices)
  const chosen = useStore(room.state, (state) => state.chosen[of])
  const devices = all.filter(({ kind }) => kind === of)
  if (devices.length === 0) return null
  return (
    <Field label={t(of)}>
      {(control) => (
        <Select
          {...control}
          value={chosen ?? ''}
          onChange={(event) => void room.actions.choose(of, event.target.value || null)}
        >
          <option value="">{t('byBrowser')}</option>
          {devices.map(({ id, label }, index) => (
            <option key={id} value={id}>
              {label || t('unnamed', { number: index + 1 })}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
