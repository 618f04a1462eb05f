/**
 * Node's fetch gives up after 300 s without headers or between two pieces of a body, which is less than a local model may
 * need for a picture. Only a dispatcher can change that, and Node does not export its own; its class stands behind this symbol.
 */

const GLOBAL_DISPATCHER = Symbol.for('undici.globalDispatcher.1');

let patient: object | null | undefined;

/** A dispatcher like the global one (proxies included) without time limits, or null where Node has none to copy. */
export function patientDispatcher(): object | null {
  if (patient === undefined) patient = dispatcherWith({ headersTimeout: 0, bodyTimeout: 0 });
  return patient;
}

/** A new dispatcher of the global one's class with these limits in milliseconds (0: none), or null. */
export function dispatcherWith(limits: {
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
}): object | null {
  const current: unknown = Reflect.get(globalThis, GLOBAL_DISPATCHER);
  if (typeof current !== 'object' || current === null) return null;
  try {
    const made: unknown = Reflect.construct(current.constructor, [limits]);
    return typeof made === 'object' ? made : null;
  } catch {
    return null;
  }
}
