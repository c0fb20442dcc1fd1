'use client'

import { FindPeople } from '@/components/messages/find-people'
import { Checkbox } from '@/components/ui/checkbox'

interface KnownPeopleProps {
  account: string
  /** Those whom it makes no sense to choose. */
  except?: ReadonlySet<string>
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
}

/** Several of the people whom one shares a conversation with. */
export function KnownPeople({ account, except, chosen, onChoose }: KnownPeopleProps) {
  const handleChange = (userId: string, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(userId)
    else next.delete(userId)
    onChoose(next)
  }
  return (
    <FindPeople account={account} chosen={chosen} {...(except && { except })}>
      {({ userId, displayName }) => (
        <Checkbox
          key={userId}
          label={<bdi>{displayName}</bdi>}
          checked={chosen.has(userId)}
          onChange={(event) => handleChange(userId, event.target.checked)}
        />
      )}
    </FindPeople>
  )
}
