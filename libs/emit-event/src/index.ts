export {
  createEmitEvent,
  type EmitEvent,
  type EmitEventOptions,
  type EmitterContext,
  type NewEvent,
} from './emit-event.ts';
export { EventIdTakenError, type Queryable } from './insert-event.ts';
