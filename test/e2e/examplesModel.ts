import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Message {
	role: string;
	content?: string;
}

/** What the agent says that it can do, as it arrives at the model. */
interface Tool {
	function: { name: string; description: string };
}

interface ChatRequest {
	messages: Message[];
	tools?: Tool[];
	stream?: boolean;
}

/** Replaces a language model: calls one tool and repeats its answer. */
export interface LanguageModel {
	/** The base URL of an OpenAI credential. */
	readonly url: string;
	/** The names of the tools that the agent offers. */
	readonly offered: string[];
	close(): void;
}

interface ToolCall {
	tool: string;
	values: Record<string, unknown>;
}

function answer({ messages }: ChatRequest, { tool, values }: ToolCall) {
	const last = messages.at(-1);
	if (last?.role === 'tool') return { role: 'assistant', content: last.content };
	const call = { name: tool, arguments: JSON.stringify(values) };
	return {
		role: 'assistant',
		content: null,
		tool_calls: [{ id: 'call_1', index: 0, type: 'function', function: call }],
	};
}

/** Starts it; it speaks the OpenAI chat API, whole or as a stream of one piece. */
export async function startLanguageModel(call: ToolCall): Promise<LanguageModel> {
	const offered: string[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk));
		request.on('end', () => {
			const chat = JSON.parse(body || '{"messages":[]}') as ChatRequest;
			offered.splice(0, Infinity, ...(chat.tools ?? []).map((tool) => tool.function.name));
			const message = answer(chat, call);
			const finish_reason = message.content === null ? 'tool_calls' : 'stop';
			const head = { id: 'chat_1', created: 1, model: 'test' };
			if (chat.stream) {
				const choices = [{ index: 0, delta: message, finish_reason }];
				response.writeHead(200, { 'content-type': 'text/event-stream' });
				const chunk = { ...head, object: 'chat.completion.chunk', choices };
				response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
			} else {
				const choices = [{ index: 0, message, finish_reason }];
				response.writeHead(200, { 'content-type': 'application/json' });
				response.end(JSON.stringify({ ...head, object: 'chat.completion', choices }));
			}
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		offered,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}
