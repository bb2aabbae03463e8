import { type Command, Option } from 'commander';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import { addPerson, type Invited, inviteAgain, knownPerson } from '../../collector/access/invite.ts';
import { noteAtMachine, unitNameOf, withStore } from '../../collector/administration.ts';
import { personView } from '../../collector/routes/people.ts';
import { fullName, login as loginForm } from '../../contracts/access.ts';
import { roles } from '../../domain/access/roles.ts';
import type { CollectorStore } from '../../storage/collector/collector-store.ts';
import type { CliIo } from '../cli-io.ts';
import type { LoadConfiguration } from '../installation.ts';
import { printArray } from '../print-array.ts';

const common = z.object({ dataDir: z.string().min(1).optional(), json: z.boolean().optional() });
const addOptions = common.extend({ name: z.string(), role: z.enum(roles), unit: z.string().optional() });
const peopleAtOnce = 500;

/** `collector person add|list|disable|reset`: who signs in at the console. */
export function addPersonCommands(collector: Command, io: CliIo, loadConfiguration: LoadConfiguration): void {
  const person = collector.command('person').description('people who sign in at the console, each with a role');
  const command = (name: string, description: string) =>
    person
      .command(name)
      .description(description)
      .option('--data-dir <folder>', 'where the data of the collector lies')
      .option('--json', 'print one JSON document');

  command('add <login>', 'add a person; prints the link, once, by which they choose a password')
    .requiredOption('--name <name>', 'full name')
    .addOption(new Option('--role <role>', 'what they may see and change').choices(roles).makeOptionMandatory())
    .option('--unit <name>', 'the unit of a unit-administrator or unit-viewer')
    .action(async (login: string, options: unknown) => {
      const { name, role, unit, ...rest } = addOptions.parse(options);
      const added = await inCollector(rest, loadConfiguration, async (deps) => {
        const unitId = unit === undefined ? null : await unitIdOf(deps.store, unit);
        const made = await addPerson({ login: loginOf(login), name: nameOf(name), role, unitId }, deps);
        await noteAtMachine(deps.store, deps.now, 'person.add', `${made.person.login} ${role}`);
        return made;
      });
      printInvited(added, rest.json === true, io);
    });

  command('list', 'all people, with role, unit and state').action(async (options: unknown) => {
    const parsed = common.parse(options);
    const people = await inCollector(parsed, loadConfiguration, ({ store }) => everybody(store));
    if (parsed.json === true) printArray(io, people);
    else for (const { login, name, role, unitName, state } of people) io.out([login, name, role, unitName ?? '-', state].join('\t'));
  });

  command('disable <login>', 'shut a person out, now; their sessions end').action(async (login: string, options: unknown) => {
    const parsed = common.parse(options);
    const disabled = await inCollector(parsed, loadConfiguration, async (deps) => {
      const { id } = await knownPerson({ login: loginOf(login) }, deps);
      await deps.store.access.people.disable(id);
      await noteAtMachine(deps.store, deps.now, 'person.disable', loginOf(login));
      return personView(await knownPerson({ id }, deps));
    });
    io.out(parsed.json === true ? JSON.stringify(disabled) : `${disabled.login}: ${disabled.state}`);
  });

  command('reset <login>', 'take password, codes and sessions away, and print a new link').action(
    async (login: string, options: unknown) => {
      const parsed = common.parse(options);
      const again = await inCollector(parsed, loadConfiguration, async (deps) => {
        const made = await inviteAgain({ login: loginOf(login) }, deps);
        await noteAtMachine(deps.store, deps.now, 'person.reset', made.person.login);
        return made;
      });
      printInvited(again, parsed.json === true, io);
    },
  );
}

type Deps = Parameters<typeof addPerson>[1] & { readonly store: CollectorStore };

function inCollector<Result>(
  { dataDir }: { readonly dataDir?: string | undefined },
  loadConfiguration: LoadConfiguration,
  work: (deps: Deps) => Promise<Result>,
): Promise<Result> {
  const { dataFolder, configuration } = loadConfiguration(dataDir);
  const { collector } = configuration;
  return withStore({ dataFolder, configuration: collector }, (store, now) => work({ store, configuration: collector, now }));
}

function printInvited({ person, link, expiresAt }: Invited, isJson: boolean, io: CliIo): void {
  const until = new Date(expiresAt).toISOString();
  io.out(isJson ? JSON.stringify({ person: personView(person), link, expiresAt: until }) : link);
  if (!isJson) io.err(`valid until ${until}, once; give it to ${person.name} (${person.login}) in person`);
}

async function everybody({ access }: CollectorStore) {
  const people = [];
  let cursor: string | undefined;
  do {
    const page = await access.people.page({ cursor, limit: peopleAtOnce });
    people.push(...page.items.map(personView));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return people;
}

async function unitIdOf({ units }: CollectorStore, name: string): Promise<string> {
  const unit = await units.named(unitNameOf(name));
  if (!unit) throw new AppError('NOT_FOUND', `There is no unit "${name}". It is made with its first enrolment string.`);
  return unit.unitId;
}

function loginOf(text: string): string {
  const parsed = loginForm.safeParse(text);
  if (!parsed.success) throw new AppError('USAGE', 'A login has 2 to 64 letters, digits or . _ @ + - and begins with a letter or digit.');
  return parsed.data;
}

function nameOf(text: string): string {
  const parsed = fullName.safeParse(text);
  if (!parsed.success) throw new AppError('USAGE', 'A name has 1 to 100 characters.');
  return parsed.data;
}
