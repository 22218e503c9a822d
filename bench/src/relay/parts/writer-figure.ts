/** One block of inserts. */
export interface WriterFigure {
  readonly variant: string;
  readonly clients: number;
  readonly perSecond: number;
  readonly postgresMicroseconds: number;
  readonly walBytes: number;
}
