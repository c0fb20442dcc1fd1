'use client'

import { useTranslations } from 'next-intl'

import { useMedia, useMediaActions } from '@/components/call/use-media'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { canChooseSpeaker } from '@/lib/client/rtc/devices/speaker'

interface DeviceDialogProps {
  isVideo: boolean
  onClose: () => void
}

/** Another microphone, camera or speaker, without leaving. */
export function DeviceDialog({ isVideo, onClose }: DeviceDialogProps) {
  const t = useTranslations('call')
  const common = useTranslations('common')
  const actions = useMediaActions()
  return (
    <Dialog open onOpenChange={onClose} title={t('devices')} closeLabel={common('close')} form="sheet">
      <div className="flex flex-col gap-4">
        <Picker
          kind="audioinput"
          label={t('microphone')}
          onChoose={(id) => void actions?.use('audioinput', id)}
        />
        {isVideo && (
          <Picker
            kind="videoinput"
            label={t('camera')}
            onChoose={(id) => void actions?.use('videoinput', id)}
          />
        )}
        {canChooseSpeaker(HTMLMediaElement.prototype) && (
          <Picker
            kind="audiooutput"
            label={t('speaker')}
            onChoose={(id) => void actions?.use('audiooutput', id)}
          />
        )}
      </div>
    </Dialog>
  )
}

interface PickerProps {
  kind: MediaDeviceKind
  label: string
  onChoose: (id: string | null) => void
}

function Picker({ kind, label, onChoose }: PickerProps) {
  const t = useTranslations('call')
  const devices = useMedia((data) => data.own?.devices)
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          defaultValue={devices?.chosen(kind)?.id ?? ''}
          onChange={({ target }) => onChoose(target.value === '' ? null : target.value)}
        >
          <option value="">{t('systemChoice')}</option>
          {devices
            ?.all()
            .filter((device) => device.kind === kind)
            .map(({ id, label: name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </Select>
      )}
    </Field>
  )
}
