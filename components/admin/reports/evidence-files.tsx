'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { EvidencePicture } from '@/components/admin/reports/evidence-picture'
import { ProblemNote } from '@/components/admin/problem-note'
import { Button } from '@/components/ui/button'
import { type Problem, problemOf, type ReportFile } from '@/lib/client/admin/rest'
import { api } from '@/lib/client/api'
import { saveBlob } from '@/lib/client/browser/save-file'

type Message = ReportFile['messages'][number]
type File = NonNullable<Message['attachments']>[number]

interface EvidenceFilesProps {
  message: Message
  /** A file was opened, which the audit log has noted. */
  onOpened: () => void
}

/** Files of a message: pictures are covered, everything else is saved; of what is kept no more, the name. */
export function EvidenceFiles({ message: { files, attachments = [] }, onOpened }: EvidenceFilesProps) {
  const t = useTranslations('admin.evidence')
  const kept = new Set(attachments.map(({ name }) => name))
  const gone = (files ?? []).filter((name) => !kept.has(name))
  return (
    <>
      {gone.length > 0 && <span className="block text-muted">{gone.join(', ')}</span>}
      {attachments.map((file) =>
        file.type.startsWith('image/') ? (
          <EvidencePicture
            key={file.path}
            path={file.path}
            openName={t('openFileName', { name: file.name })}
            alt={file.name}
            onOpened={onOpened}
          />
        ) : (
          <SavedFile key={file.path} file={file} onOpened={onOpened} />
        ),
      )}
    </>
  )
}

function SavedFile({ file: { name, path }, onOpened }: { file: File; onOpened: () => void }) {
  const t = useTranslations('admin.evidence')
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setIsBusy] = useState(false)
  const handleSave = async () => {
    setIsBusy(true)
    setProblem(undefined)
    const result = await api.file(path)
    setIsBusy(false)
    if (!result.ok) return setProblem(problemOf(result))
    saveBlob(name, result.data)
    onOpened()
  }
  return (
    <span className="flex flex-col items-start gap-2 py-1">
      <Button busy={isBusy} onClick={() => void handleSave()} className="max-w-full">
        <span className="truncate">{t('saveFile', { name })}</span>
      </Button>
      {problem && <ProblemNote problem={problem} onRetry={() => void handleSave()} />}
    </span>
  )
}
