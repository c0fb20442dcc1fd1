import { REFUSALS } from '@/lib/contracts/documents/rules'

const CELL = 'border-b border-line py-2 pe-4 align-top'

/** Every refusal that any contract can answer with. */
export function RefusalTable() {
  return (
    // A region that scrolls must be reachable by keyboard.
    <div role="region" aria-label="Refusals" tabIndex={0} className="mt-4 overflow-x-auto">
      <table className="w-full text-start text-small">
        <thead>
          <tr className="text-muted">
            {['Code', 'Message', 'Status', 'Description'].map((name) => (
              <th key={name} scope="col" className={`${CELL} text-start font-medium`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {REFUSALS.map(({ code, name, status, description }) => (
            <tr key={code}>
              <td className={`${CELL} tabular-nums`}>{code}</td>
              <td className={CELL}>
                <code>{name}</code>
              </td>
              <td className={`${CELL} tabular-nums`}>{status}</td>
              <td className={`${CELL} min-w-56`}>{description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
