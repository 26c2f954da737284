// shapes.mjs - what can be seen of a place in a script without knowing what it is for: the loop around it, the assignment
// on it, the chain of calls. Read with TypeScript's parser; a place is a file and a line.
import { readFileSync } from 'node:fs';
import ts from 'typescript';

const { SyntaxKind: Kind } = ts;
const trees = new Map();

function treeOf(path) {
  if (!trees.has(path)) trees.set(path, ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true));
  return trees.get(path);
}

function descendants(node, enter = () => true) {
  const all = [];
  const waiting = [node];
  while (waiting.length) {
    const each = waiting.pop();
    all.push(each);
    if (each === node || enter(each)) each.forEachChild((child) => void waiting.push(child));
  }
  return all;
}

function* ancestors(node) {
  for (let each = node.parent; each; each = each.parent) yield each;
}

// The nodes that begin on the line, outermost first.
export function nodesAt(path, line) {
  const tree = treeOf(path);
  const begins = (node) => tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  return descendants(tree).filter((node) => node !== tree && begins(node) === line).sort((a, b) => a.getStart() - b.getStart() || b.end - a.end);
}

const functionOf = (node) => [...ancestors(node)].find(ts.isFunctionLike);
const within = (node) => descendants(node, (each) => !ts.isFunctionLike(each));

// The loop, of the same function, that goes round the first await of the line; a `for await` counts for its own line.
export function loopAround(path, line) {
  const node = nodesAt(path, line).find((each) => ts.isAwaitExpression(each) || (ts.isForOfStatement(each) && each.awaitModifier) || each.kind === Kind.UsingKeyword);
  const start = node ?? nodesAt(path, line)[0];
  for (const each of [start, ...ancestors(start)]) {
    if (ts.isIterationStatement(each, false)) return each;
    if (ts.isFunctionLike(each)) return undefined;
  }
  return undefined;
}

// Its end is not known when it begins: `while`, `do`, and `for` whose step is not a count.
export const isOpenEnded = (loop) =>
  loop.kind === Kind.WhileStatement || loop.kind === Kind.DoStatement || (loop.kind === Kind.ForStatement && !(loop.condition && loop.incrementor));

export const isForAwait = (loop) => loop.kind === Kind.ForOfStatement && Boolean(loop.awaitModifier);

export const canBeLeft = (loop) =>
  within(loop.statement).some(({ kind }) => kind === Kind.ReturnStatement || kind === Kind.BreakStatement || kind === Kind.ThrowStatement);

export const waitsForTime = (path, line) =>
  nodesAt(path, line).some((node) => ts.isAwaitExpression(node) && /^await (delay|this\.delay|setTimeout)\(|=> ?setTimeout\(|\bsetTimeout\(f,/.test(node.getText()));

// The name that stands first in what the line assigns to: `a` of `a.b.c = …`.
function rootOf(target) {
  let node = target;
  while (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) node = node.expression;
  return node;
}

export function assignmentAt(path, line) {
  return nodesAt(path, line).find((node) => ts.isBinaryExpression(node) && node.operatorToken.kind === Kind.EqualsToken);
}

// Whether what is assigned to belongs to one call: a variable or parameter of a function, or a property of what one holds.
export function belongsToCall(path, line) {
  const assignment = assignmentAt(path, line);
  if (!assignment) return false;
  const roots = ts.isArrayLiteralExpression(assignment.left) ? assignment.left.elements : [assignment.left];
  return roots.map(rootOf).every((root) => ts.isIdentifier(root) && declaredInFunction(root));
}

function declaredInFunction(name) {
  for (let scope = functionOf(name); scope; scope = functionOf(scope)) {
    const declares = (node) => (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)) && node.name.getText() === name.text;
    if (within(scope).some(declares)) return true;
  }
  return false;
}

// The calls of a chain that begins on the line, last first: `a().then(f).catch(g)` gives catch, then.
export function chainAt(path, line) {
  const statement = nodesAt(path, line).find((node) => ts.isExpressionStatement(node) || ts.isCallExpression(node));
  const calls = [];
  let node = statement && ts.isExpressionStatement(statement) ? statement.expression : statement;
  while (node && (ts.isCallExpression(node) || ts.isParenthesizedExpression(node))) {
    if (ts.isParenthesizedExpression(node)) { node = node.expression; continue; }
    calls.push({ name: ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText(), args: node.arguments });
    node = ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : undefined;
  }
  return calls;
}

export const isFunction = (node) => Boolean(node) && (ts.isArrowFunction(node) || ts.isFunctionExpression(node));

// Whether an async function is around the line, however far out.
export function isInAsync(path, line) {
  const [node] = nodesAt(path, line);
  return Boolean(node) && [...ancestors(node)].some((each) => ts.isFunctionLike(each) && each.modifiers?.some(({ kind }) => kind === Kind.AsyncKeyword));
}
