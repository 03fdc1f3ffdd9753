export function createClients<Prisma extends Disconnectable>(
  options: ClientsOptions & { prisma: (adapter: {{ adapter }}) => Prisma },
): Clients<Prisma>;
export function createClients(options: ClientsOptions): Clients;
export function createClients(
  options: ClientsOptions & { prisma?: (adapter: {{ adapter }}) => Disconnectable },
): Clients<Disconnectable> {
