import { expect, test } from 'vitest'
import { ROLES } from './accounts'
import { authorize, isPermitted, PERMISSIONS } from './permissions'

test('each role has the permissions of the one before it, and more', () => {
  for (const [index, role] of ROLES.entries()) {
    const lower = ROLES[index - 1]
    if (lower === undefined) continue
    expect(PERMISSIONS[role]).toEqual(expect.arrayContaining([...PERMISSIONS[lower]]))
    expect(PERMISSIONS[role].length).toBeGreaterThan(PERMISSIONS[lower].length)
  }
})

test('moderators see reports, evidence and bans, and nothing else of administration', () => {
  const ofAdministration = (role: (typeof ROLES)[number]) =>
    PERMISSIONS[role].filter((permission) => permission.startsWith('admin.'))
  expect(ofAdministration('user')).toEqual([])
  expect(ofAdministration('agent')).toEqual([])
  expect(ofAdministration('moderator')).toEqual([
    'admin.area',
    'admin.reports',
    'admin.evidence',
    'admin.bans',
  ])
  expect(isPermitted('admin', 'admin.users')).toBe(true)
})

test('an actor without the permission is refused', () => {
  expect(() => authorize({ role: 'user' }, 'admin.bans')).toThrow(
    expect.objectContaining({ reason: 'FORBIDDEN' }),
  )
  expect(() => authorize({ role: 'moderator' }, 'admin.bans')).not.toThrow()
})
