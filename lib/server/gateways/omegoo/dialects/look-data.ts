import { looksFor, type Session } from '@/lib/domain/sessions'

/** The field `looks`, where either side's messages have one. */
export function lookData(session: Session, reader: string) {
  const looks = looksFor(session, reader)
  return looks && { looks: { ...looks } }
}
