import type { EmitterContext } from '@a4c/emit-event';
import type { Tracing } from '@a4c/service/tracing';

/** Adds the trace of the activity to the events that it emits, so that what they start continues it. */
export function tracedEmitterContext(
  context: () => EmitterContext | undefined,
  tracing: Pick<Tracing, 'current'>,
): () => EmitterContext | undefined {
  return () => {
    const emitter = context();
    if (emitter === undefined) return undefined;
    return { ...emitter, metadata: { ...emitter.metadata, ...tracing.current() } };
  };
}
