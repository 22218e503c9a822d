export { createEdge, type Edge, type EdgeOptions } from './handler/create-edge.ts';
