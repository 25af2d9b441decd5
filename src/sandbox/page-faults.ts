/** The faults that the page's side panel offers. */
import { NotOffered } from './command-call.ts';
import type { Core } from './core.ts';

const answers = /callback|\/messages/;

const faults: Readonly<Record<string, (core: Core) => void>> = {
  drop: ({ gateway }) => gateway.drop(),
  'op 7': ({ gateway }) => gateway.reconnect(),
  'op 9': ({ gateway }) => gateway.invalidate(false),
  '429': ({ faults }) => faults.order({ match: answers, harm: { kind: 'rate limit', seconds: 2 } }),
  '500': ({ faults }) =>
    faults.order({ match: answers, harm: { kind: 'status', status: 500, message: '500: Internal Server Error' } }),
  slow: ({ faults }) => faults.order({ match: answers, harm: { kind: 'slow', ms: 2500 } }),
};

/** Orders the fault of this name for the next answer, or does it at once. */
export function orderFault(core: Core, name: string): void {
  const fault = faults[name];
  if (!fault) throw new NotOffered(`there is no fault "${name}"`);
  fault(core);
}
