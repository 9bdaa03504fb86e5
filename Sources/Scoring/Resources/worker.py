"""Runs one scoring script for Atelier: init() once, then run() for every request that comes over descriptor 3.

Usage: worker.py CODE_FOLDER SCORING_SCRIPT
       An empty SCORING_SCRIPT is the model in AZUREML_MODEL_DIR itself, which MLflow loads.
       worker.py --template

The last form imports the modules that standard input names and then becomes one worker after the other by fork, as
messages on descriptor 3 ask for (TemplateMessage.swift), so that a worker needs no time for its imports.

Written for CPython 3.7 and later with nothing installed. The frames are described in WorkerFrame.swift.
What the script prints goes to stdout and stderr, which are the deployment's log; the socket is kept from it.
"""

import array
import builtins
import gc
import importlib
import importlib.util
import inspect
import io
import json
import logging
import os
import select
import signal
import site
import socket
import struct
import sys
import sysconfig
import threading
import time
import traceback
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

ASK_BODY, ASK_QUERY, ASK_PING, ASK_MODULES = 1, 2, 3, 4
SCORED, READY, PONG, START_FAILED, LEAVING, MODULES = 1, 2, 3, 4, 5, 6
ASK = struct.Struct("<IBII")
ANSWER = struct.Struct("<IBIHBII")
PLAIN = struct.Struct("<IBI")
RUN_FAILED = b'{"message": "An unexpected error occurred in scoring script. Check the logs for more info."}'
INTERNAL = b'{"message": "An unexpected internal error occurred. Check the logs for more info."}'
# Fields that belong to the connection, or that the server writes itself.
OWN_FIELDS = {
    "connection", "content-length", "transfer-encoding", "keep-alive", "upgrade", "trailer", "te",
    "x-ms-run-function-failed", "x-ms-run-fn-exec-ms", "x-ms-request-id", "x-ms-client-request-id", "x-request-id",
}

logger = logging.getLogger("azmlinfsrv")


# The log, in the form of Azure's inference server: 2026-01-01 10:00:00,123 I [12] azmlinfsrv - text

def set_up_log():
    # A line is written when it is complete: the log is read while the script runs.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True, errors="backslashreplace")
    formatter = logging.Formatter("%(asctime)s %(levelname).1s [%(process)d] %(name)s - %(message)s")
    formatter.converter = time.gmtime
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(formatter)
    logger.addHandler(handler)
    logger.propagate = False
    level = os.environ.get("AZUREML_LOG_LEVEL", "INFO").upper()
    logger.setLevel(level if level in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL") else "INFO")
    printed = logging.getLogger("azmlinfsrv.print")
    original = builtins.print

    def print_to_log(*objects, sep=" ", end="\n", file=None, flush=False):
        if file is None or file is sys.stdout:
            printed.info("%s", (" " if sep is None else sep).join(map(str, objects)))
        else:
            original(*objects, sep=sep, end=end, file=file, flush=flush)

    builtins.print = print_to_log


# The raw-HTTP interface that scoring scripts import, for environments without Azure's own packages

class Headers(dict):
    """Header fields whose names are compared without regard to case."""

    def __init__(self, items=()):
        super().__init__()
        self._names = {}
        for name, value in items:
            self.add(name, value)

    def add(self, name, value):
        key = self._names.setdefault(name.lower(), name)
        old = super().get(key)
        super().__setitem__(key, value if old is None else old + "," + value)

    def get(self, name, default=None):
        return super().get(self._names.get(str(name).lower(), name), default)

    def __getitem__(self, name):
        return super().__getitem__(self._names.get(str(name).lower(), name))

    def __setitem__(self, name, value):
        super().__setitem__(self._names.setdefault(str(name).lower(), name), value)

    def __contains__(self, name):
        return str(name).lower() in self._names


class MultiDict(dict):
    """Names and their first values; the others by getlist()."""

    def __init__(self):
        super().__init__()
        self._all = {}

    def add(self, name, value):
        self._all.setdefault(name, []).append(value)
        self.setdefault(name, value)

    def getlist(self, name):
        return list(self._all.get(name, ()))


class UploadedFile(io.BytesIO):
    """A file of a form: the parts of Werkzeug's FileStorage that scripts use."""

    def __init__(self, data, name, filename, content_type):
        super().__init__(data)
        self.name, self.filename, self.content_type = name, filename, content_type
        self.content_length = len(data)

    @property
    def stream(self):
        return self

    @property
    def mimetype(self):
        return self.content_type.partition(";")[0].strip().lower()

    def save(self, destination):
        if hasattr(destination, "write"):
            destination.write(self.getvalue())
        else:
            with open(destination, "wb") as file:
                file.write(self.getvalue())


def read_form(content_type, body):
    """The fields and the files of a form (RFC 7578, or as a query)."""
    fields, files = MultiDict(), MultiDict()
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        from urllib.parse import parse_qsl

        for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True):
            fields.add(name, value)
    if kind != "multipart/form-data":
        return fields, files
    boundary = header_parameters("Content-Type", content_type).get_param("boundary")
    if not boundary:
        raise Refused(400, "The multipart/form-data body has no boundary.")
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary.encode("latin-1", "replace"))
    for piece in pieces[1:]:
        if piece.startswith(b"--"):
            return fields, files
        head, blank, content = piece.partition(b"\r\n\r\n")
        lines = [line.partition(":") for line in head.decode("utf-8", "replace").split("\r\n")]
        headers = Headers((name.strip(), value.strip()) for name, colon, value in lines if colon)
        disposition = header_parameters("Content-Disposition", headers.get("Content-Disposition", ""))
        name = disposition.get_param("name", header="content-disposition")
        if not blank or not isinstance(name, str):
            break
        filename = disposition.get_filename()
        if filename is None:
            fields.add(name, content.decode("utf-8", "replace"))
        else:
            kind = headers.get("Content-Type", "application/octet-stream")
            files.add(name, UploadedFile(content, name, filename, kind))
    raise Refused(400, "The multipart/form-data body is cut off or malformed.")


def header_parameters(name, value):
    from email.message import Message

    message = Message()
    message[name] = value
    return message


class AMLRequest:
    """The request as @rawhttp scripts see it: the parts of Flask's Request that they use."""

    def __init__(self, method="GET", target="/", headers=None, data=b""):
        from urllib.parse import parse_qsl, unquote

        path, _, query = target.partition("?")
        self.method = method
        self.path = unquote(path)
        self.full_path = path + "?" + query
        self.url = target
        self.query_string = query.encode()
        self.headers = headers if headers is not None else Headers()
        self.data = data
        self._form = None
        self.args = {}
        for key, value in parse_qsl(query, keep_blank_values=True):
            self.args.setdefault(key, value)

    @property
    def form(self):
        return self._read_form()[0]

    @property
    def files(self):
        return self._read_form()[1]

    def _read_form(self):
        if self._form is None:
            self._form = read_form(self.content_type or "", self.data)
        return self._form

    def get_data(self, cache=True, as_text=False, parse_form_data=False):
        return self.data.decode("utf-8", "replace") if as_text else self.data

    @property
    def content_type(self):
        return self.headers.get("Content-Type")

    @property
    def mimetype(self):
        return (self.content_type or "").partition(";")[0].strip().lower()

    @property
    def content_length(self):
        return len(self.data)

    @property
    def is_json(self):
        return is_json_type(self.content_type)

    @property
    def json(self):
        return self.get_json()

    def get_json(self, force=False, silent=False, cache=True):
        if not force and not self.is_json:
            return None
        try:
            return json.loads(self.data)
        except ValueError:
            if silent:
                return None
            raise


class AMLResponse:
    """An answer with a status and header fields of the script's choice."""

    def __init__(self, message, status_code, response_headers=None, json_str=False, run_function_failed=False):
        self.status_code = int(status_code)
        self.headers = Headers()
        self.run_function_failed = bool(run_function_failed)
        kind = "application/json"
        if message is None:
            self.data = b"{}"
        elif json_str:
            self.data = json.dumps(message).encode()
        else:
            self.data = message.encode() if isinstance(message, str) else bytes(message)
            kind = "text/html; charset=utf-8"
        given = dict(response_headers or {})
        if not any(name.lower() == "content-type" for name in given):
            self.headers.add("Content-Type", kind)
        for name, value in given.items():
            self.headers.add(name, str(value))

    def get_data(self, as_text=False):
        return self.data.decode() if as_text else self.data


raw_http = {"asked": False}


def rawhttp(function):
    """Marks run() as taking the whole request."""
    raw_http["asked"] = True
    return function


class StandIns(MetaPathFinder, Loader):
    """Offers the names above under Azure's modules. Last in line, so that installed packages win."""

    request = {"AMLRequest": AMLRequest, "rawhttp": rawhttp}
    response = {"AMLResponse": AMLResponse}
    modules = {
        "azureml": None,
        "azureml.ai": None,
        "azureml.contrib": None,
        "azureml.contrib.services": None,
        "azureml.contrib.services.aml_request": request,
        "azureml.contrib.services.aml_response": response,
        "azureml_inference_server_http": None,
        "azureml_inference_server_http.api": None,
        "azureml_inference_server_http.api.aml_request": request,
        "azureml_inference_server_http.api.aml_response": response,
    }

    packages = {name for name, content in modules.items() if content is None}

    def find_spec(self, fullname, path=None, target=None):
        if fullname not in self.modules:
            return None
        return ModuleSpec(fullname, self, origin="atelier", is_package=fullname in self.packages)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.__dict__.update(self.modules[module.__name__] or {})


# azureml.ai.monitoring, for deployments that collect what their scripts choose

def epoch_parts(rate):
    """The folders that the files roll by, in UTC."""
    form = {"day": "%Y/%m/%d", "minute": "%Y/%m/%d/%H/%M"}.get(rate, "%Y/%m/%d/%H")
    return time.strftime(form, time.gmtime())


class Collection:
    """Where this worker's lines go, and which are taken. A thread writes them, so that run() does not wait for the disk; what
    does not fit into its queue is dropped."""

    longest = 4 << 20

    def __init__(self, settings):
        import queue
        import uuid

        self.folder = settings["folder"]
        self.names = set(settings["collections"])
        self.rate = settings["samplingRate"]
        self.rolling = settings["rollingRate"]
        self.settings = settings
        self.file = "%s-%d.jsonl" % (uuid.uuid4(), os.getpid())
        self.lines = queue.Queue(1000)
        self.dropped = 0
        self.writer = None

    def takes(self, correlation):
        """The same for all that is said of one request."""
        import hashlib

        return self.rate >= 1 or int.from_bytes(hashlib.sha256(correlation.encode()).digest()[:8], "big") < self.rate * 2 ** 64

    def put(self, name, line):
        import queue

        if self.writer is None:
            import atexit

            self.writer = threading.Thread(target=self.write, daemon=True)
            self.writer.start()
            atexit.register(self.finish)
        try:
            self.lines.put_nowait((name, line))
        except queue.Full:
            self.dropped += 1
            if self.dropped == 1 or self.dropped % 1000 == 0:
                logger.warning("%d collected payloads were dropped: the disk is too slow", self.dropped)

    def write(self):
        while True:
            item = self.lines.get()
            if item is None:
                return
            name, line = item
            folder = os.path.join(self.folder, name, epoch_parts(self.rolling))
            try:
                os.makedirs(folder, mode=0o700, exist_ok=True)
                with open(os.path.join(folder, self.file), "a", encoding="utf-8") as file:
                    file.write(line + "\n")
            except OSError as error:
                logger.warning("a collected payload was lost: %s", error)

    def finish(self):
        self.lines.put(None)
        self.writer.join(2)


class BasicCorrelationContext:
    """What joins the inputs and the outputs of one request."""

    def __init__(self, id=None, headers=None):
        import uuid

        self._id = id or str(uuid.uuid4())
        self._headers = headers or {}

    def get_id(self):
        return self._id

    def get_headers(self):
        return self._headers


class Collector:
    """Azure's Collector: keeps DataFrames in the deployment's collection of its name, if that is switched on."""

    collection = None

    def __init__(self, *, name, on_error=None):
        if not name or len(name) > 64 or not name.replace("_", "a").isalnum() or not name.isascii():
            raise ValueError("a collection's name has letters, digits and '_', not %r" % (name,))
        self.name = name
        self.on_error = on_error
        if Collector.collection is None and os.environ.get("ATELIER_COLLECTION"):
            Collector.collection = Collection(json.loads(os.environ["ATELIER_COLLECTION"]))

    def collect(self, data, correlation_context=None):
        context = correlation_context or BasicCorrelationContext()
        collection = self.collection
        if collection is None or self.name not in collection.names or not collection.takes(context.get_id()):
            return context
        try:
            if not (hasattr(data, "to_json") and hasattr(data, "columns")):
                raise TypeError("only a pandas DataFrame is collected, not %s" % type(data).__name__)
            collection.put(self.name, self.line(data.to_json(orient="records", date_format="iso"), context))
        except Exception as error:
            if self.on_error is None:
                logger.warning("nothing was collected for %s: %s", self.name, error)
            else:
                self.on_error(error)
        return context

    def line(self, text, context):
        size = len(text.encode())
        settings = self.collection.settings
        now = time.time()
        event = {
            "specversion": "1.0", "id": "%s-%s" % (context.get_id(), self.name), "source": settings["source"],
            "type": "azureml.inference." + self.name, "datacontenttype": "application/json",
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now)) + ".%03dZ" % (now % 1 * 1000),
            "collectdatatype": "pandas.core.frame.DataFrame", "agent": "atelier",
            "contentrange": "bytes 0-%d/%d" % (size - 1, size), "correlationid": context.get_id(),
            "xrequestid": context.get_id(),
        }
        if settings.get("modelVersion"):
            event["modelversion"] = settings["modelVersion"]
        if size > self.collection.longest:
            event["dataleftout"] = "%d bytes are more than %d" % (size, self.collection.longest)
            return json.dumps(event)
        return json.dumps(event)[:-1] + ', "data": ' + text + "}"


class Monitoring(StandIns):
    """First in line, unlike the others: the package's own module sends to a side-car that is not here."""

    modules = {
        "azureml.ai.monitoring": {"Collector": Collector, "BasicCorrelationContext": BasicCorrelationContext},
        "azureml.ai.monitoring.context": {"BasicCorrelationContext": BasicCorrelationContext},
    }
    packages = {"azureml.ai.monitoring"}


# The script

class Refused(Exception):
    """A request that run() is not called for."""

    def __init__(self, status, text):
        super().__init__(text)
        self.status = status


class Script:
    def __init__(self, folder, path):
        self.folder = folder
        self.path = os.path.join(folder, path)

    def load(self):
        leave_own_folder()
        for entry in (self.folder, os.path.dirname(self.path)):
            if entry not in sys.path:
                sys.path.insert(0, entry)
        source = os.environ.get("AZUREML_SOURCE_DIRECTORY")
        if source:
            sys.path.append(os.path.join(self.folder, source))
        spec = importlib.util.spec_from_file_location("entry_module", self.path)
        module = importlib.util.module_from_spec(spec)
        sys.modules["entry_module"] = module
        spec.loader.exec_module(module)
        for name in ("init", "run"):
            if not callable(getattr(module, name, None)):
                raise TypeError("%s does not define a function %s()" % (os.path.basename(self.path), name))
        # A generated driver forwards to the real script, and forwards named parameters wrongly.
        driven = getattr(module, "driver_module", None)
        self.run = driven.run if isinstance(driven, ModuleType) and hasattr(driven, "run") else module.run
        self.init = module.init
        self.look_at_run()

    def look_at_run(self):
        parameters = list(inspect.signature(self.run).parameters.values())
        allowed = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
        if any(parameter.kind not in allowed for parameter in parameters):
            raise TypeError("run() cannot accept positional-only arguments, *args, or **kwargs.")
        self.wants_headers = any(parameter.name == "request_headers" for parameter in parameters)
        self.parameters = [parameter for parameter in parameters if parameter.name != "request_headers"]
        if not self.parameters:
            raise TypeError("run() needs to accept an argument for input data.")
        self.input_name = self.parameters[0].name
        self.schemas = schema_library()
        self.has_schema = self.schemas is not None and self.schemas.is_schema_decorated(self.run)
        self.is_raw = raw_http["asked"] or any(
            getattr(sys.modules.get(name), "_rawHttpRequested", False)
            for name in ("azureml_inference_server_http.api.aml_request", "azureml.contrib.services.aml_request")
        )
        if self.is_raw and self.has_schema:
            raise TypeError("run() cannot be decorated with both @rawhttp and @input_schema")
        self.request_class = flask_request() if self.is_raw else None
        self.wants_head = self.wants_headers or self.has_schema or self.is_raw
        self.is_simple = not self.wants_head and self.parameters[0].kind is inspect.Parameter.POSITIONAL_OR_KEYWORD

    def arguments(self, kind, head, body):
        """What run() is called with."""
        method, target, headers = parse_head(head) if head else ("POST", "/score", Headers())
        if self.is_raw:
            arguments = {self.input_name: self.request(method, target, headers, b"" if kind == ASK_QUERY else body)}
        elif kind == ASK_QUERY:
            values = query_values(body.decode("utf-8", "replace"))
            arguments = self.named(values) if self.has_schema else {self.input_name: json.dumps(values)}
        elif self.has_schema:
            arguments = self.named(parsed(headers, body))
        else:
            arguments = {self.input_name: decoded(body)}
        if self.wants_headers:
            arguments["request_headers"] = headers
        return arguments

    def request(self, method, target, headers, body):
        return make_request(self.request_class, method, target, headers, body)

    def named(self, values):
        arguments = {}
        for parameter in self.parameters:
            value = values.get(parameter.name, parameter.default)
            if value is inspect.Parameter.empty:
                raise Refused(400, "A value is not provided for the %r parameter." % parameter.name)
            arguments[parameter.name] = value
        return arguments

    def greeting(self):
        return {"wantsHead": self.wants_head, "isRaw": self.is_raw, "swagger": self.swagger()}

    def swagger(self):
        documents = {}
        for version in ("2", "3", "3.1"):
            document = self.own_swagger(version) or self.made_swagger(version)
            if document is not None:
                text = json.dumps(document)
                documents[version] = text
                if "." not in version:
                    documents[version + ".0"] = text
        return documents

    def own_swagger(self, version):
        """A swagger.json that came with the code."""
        for name in ("swagger.json", "swagger2.json") if version == "2" else ("swagger%s.json" % version,):
            path = os.path.join(self.folder, name)
            if os.path.isfile(path):
                try:
                    with open(path, encoding="utf-8") as file:
                        return json.load(file)
                except (OSError, ValueError) as error:
                    logger.warning("%s is not used: %s", path, error)
        return None

    def made_swagger(self, version):
        given = wanted = {"type": "object", "example": {}}
        if self.has_schema:
            if not {version, version + ".0"} & set(self.schemas.get_supported_versions(self.run)):
                return None
            given = self.schemas.get_input_schema(self.run)
            wanted = self.schemas.get_output_schema(self.run)
        return describe(version, given, wanted)


def leave_own_folder():
    """What lies beside this file is not to be imported."""
    own = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or ".") != own]


def schema_library():
    """inference-schema, when the script has imported it."""
    if "inference_schema" not in sys.modules:
        return None
    try:
        from inference_schema import schema_util

        return schema_util
    except ImportError:
        return None


def describe(version, given, wanted):
    """The service as a Swagger 2 or OpenAPI 3 document."""
    name = os.environ.get("SERVICE_NAME", "ML service")
    prefix = os.environ.get("SERVICE_PATH_PREFIX", "").strip("/")
    base = "/" + prefix if prefix else ""
    old = version == "2"
    root = "#/definitions/" if old else "#/components/schemas/"
    schemas = {
        "ServiceInput": given,
        "ServiceOutput": wanted,
        "ErrorResponse": {"type": "object", "properties": {"message": {"type": "string"}}},
    }

    def answer(text, schema):
        body = {"schema": schema} if old else {"content": {"application/json": {"schema": schema}}}
        return dict(body, description=text)

    def answers(text, schema):
        failed = answer("The service failed to execute due to an error.", {"$ref": root + "ErrorResponse"})
        return {"200": answer(text, schema), "default": failed}

    score = {
        "operationId": "RunMLService",
        "description": "Run the model and get its prediction",
        "security": [{"Bearer": []}],
        "responses": answers("The prediction", {"$ref": root + "ServiceOutput"}),
    }
    payload = {"$ref": root + "ServiceInput"}
    if old:
        score["parameters"] = [{"name": "serviceInputPayload", "in": "body", "schema": payload}]
    else:
        score["requestBody"] = {"content": {"application/json": {"schema": payload}}}
    text = {"type": "string"}
    document = {
        "info": {
            "title": name,
            "description": "API specification for the service " + name,
            "version": os.environ.get("SERVICE_VERSION", "1.0"),
        },
        "paths": {
            base + "/": {"get": {
                "operationId": "ServiceHealthCheck",
                "description": "Answers 'Healthy' while a deployment with traffic is up.",
                "responses": answers("The service is up", text),
            }},
            base + "/score": {"post": score},
            base + "/swagger.json": {"get": {
                "operationId": "GetSwaggerSpec",
                "description": "This document",
                "responses": answers("The document", text),
            }},
        },
    }
    bearer = {"type": "apiKey", "name": "Authorization", "in": "header", "description": "For example: Bearer abc123"}
    if old:
        document.update(
            swagger="2.0", schemes=["http"], consumes=["application/json"], produces=["application/json"],
            securityDefinitions={"Bearer": bearer}, definitions=schemas,
        )
    else:
        document["openapi"] = "3.1.0" if version == "3.1" else "3.0.3"
        document["components"] = {"securitySchemes": {"Bearer": bearer}, "schemas": schemas}
    return document


# A model without a script, loaded by MLflow

FRAMES = ("dataframe_split", "dataframe_records", "instances", "inputs")
MLFLOW_FORMAT = (
    "The input must be a JSON dictionary with exactly one of the input fields "
    "{'dataframe_split', 'dataframe_records', 'instances', 'inputs'}"
)
# Beside the rows, and read over: what other model servers' clients send.
BESIDE_ROWS = {"params", "parameters", "GlobalParameters", "signature_name"}


class MlflowModel:
    """Takes Script's place: the model in AZUREML_MODEL_DIR, with the bodies of Azure's no-code deployments and MLflow's."""

    path = "the model"
    is_simple = False
    is_raw = False

    def load(self):
        self.folder = model_folder()
        leave_own_folder()
        import mlflow.pyfunc

        self.model = mlflow.pyfunc.load_model(self.folder)
        self.schema = self.model.metadata.get_input_schema()
        self.takes_params = "params" in inspect.signature(self.model.predict).parameters

    def init(self):
        # The first prediction imports what the model needs, which no caller shall wait for.
        try:
            example = self.model.metadata.load_input_example(self.folder)
        except Exception:
            example = None
        if example is not None:
            try:
                self.model.predict(example)
            except Exception as error:
                logger.warning("The model does not take its own input example: %s", error)

    def arguments(self, kind, head, body):
        method, target, headers = parse_head(head)
        if kind == ASK_QUERY:
            raise Refused(405, "This model is asked with POST: a query says nothing to it")
        is_mlflow = target.partition("?")[0].rstrip("/").endswith("/invocations")
        content_type = headers.get("Content-Type") or ""
        media, options = media_type(content_type)
        if is_mlflow and options.get("charset", "utf-8").lower() != "utf-8":
            raise Refused(415, "The scoring server only supports UTF-8")
        if media == "text/csv":
            return {"data": self.table(csv_table(body, options)), "params": None}
        if is_mlflow and not is_json_type(content_type):
            raise Refused(
                415, "This predictor only supports the following content types: text/csv, application/json. Got '%s'."
                % content_type)
        values = rows_of(body, FRAMES if is_mlflow else ("input_data",) + FRAMES)
        params = values.get("params", values.get("parameters"))
        if params is not None and not isinstance(params, dict):
            raise Refused(400, "'params' is not a dictionary")
        key = next(key for key in values if key not in BESIDE_ROWS)
        try:
            return {"data": self.rows(key, values[key]), "params": params}
        except Refused:
            raise
        except Exception as error:
            raise Refused(400, "'%s' holds no rows for this model: %s" % (key, error))

    def rows(self, key, value):
        if key == "input_data":
            if isinstance(value, dict) and "data" in value:
                key = "dataframe_split"
            elif isinstance(value, dict):
                key = "inputs"
            elif isinstance(value, list) and value and isinstance(value[0], dict):
                key = "dataframe_records"
            else:
                key = "instances"
        names = self.column_names()
        if key in ("instances", "inputs") and names and isinstance(value, list) and value:
            # A column has a type by its name: rows without names have the signature's, in order.
            if isinstance(value[0], dict):
                key = "dataframe_records"
            else:
                if not isinstance(value[0], list):
                    value = [[cell] for cell in value] if len(names) == 1 else [value]
                if any(not isinstance(row, list) or len(row) != len(names) for row in value):
                    raise Refused(400, "a row has not the %d cells that the model takes: %s" % (
                        len(names), ", ".join(names)))
                key, value = "dataframe_split", {"columns": names, "data": value}
        if key == "dataframe_split":
            if isinstance(value, dict) and names and not value.get("columns"):
                value = dict(value, columns=names)
            return self.frame(value, "split")
        if key == "dataframe_records":
            return self.frame(value, "records")
        from mlflow.utils.proto_json_utils import parse_tf_serving_input

        return parse_tf_serving_input({key: value}, schema=self.schema)

    def frame(self, value, orient):
        from mlflow.utils import proto_json_utils

        build = getattr(proto_json_utils, "dataframe_from_parsed_json", None)
        if build is not None:
            return build(value, pandas_orient=orient, schema=self.schema)
        import pandas

        # Before MLflow 2
        return pandas.DataFrame(**value) if orient == "split" else pandas.DataFrame(value)

    def table(self, frame):
        """A CSV table, whose columns get the signature's names where the file has none, and its types."""
        names = self.column_names()
        if names and list(frame.columns) == list(range(len(names))):
            frame.columns = names
        if self.schema is None or self.schema.is_tensor_spec():
            return frame
        return self.frame({"columns": list(frame.columns), "data": frame.values.tolist()}, "split")

    def column_names(self):
        schema = self.schema
        if schema is None or schema.is_tensor_spec() or not schema.has_input_names():
            return None
        return list(schema.input_names())

    def run(self, data, params):
        try:
            if params and self.takes_params:
                result = self.model.predict(data, params=params)
            else:
                result = self.model.predict(data)
        except Exception as error:
            if type(error).__name__ == "MlflowException" or (
                self.schema is None and isinstance(error, (ValueError, TypeError, KeyError))
            ):
                logger.warning("The model does not take the input: %s", error)
                raise Refused(400, "The model does not take this input: %s" % error)
            raise
        return Encoded(encoded(result))

    def greeting(self):
        return {"wantsHead": True, "isRaw": False, "swagger": {}, "signature": signature_of(self.model.metadata)}


class Encoded:
    """A result that is JSON already."""

    def __init__(self, text):
        self.text = text


def model_folder():
    """The folder with the MLmodel file: the registered folder itself, or the only one in it that has one."""
    root = os.environ.get("AZUREML_MODEL_DIR") or ""
    found = [root] + [os.path.join(root, name) for name in sorted(os.listdir(root))] if os.path.isdir(root) else []
    for folder in found:
        if os.path.isfile(os.path.join(folder, "MLmodel")):
            return folder
    raise FileNotFoundError("there is no MLmodel file in AZUREML_MODEL_DIR (%s)" % root)


def media_type(text):
    """("text/csv", {"charset": "utf-8"})"""
    first, *rest = text.split(";")
    options = {}
    for option in rest:
        name, _, value = option.partition("=")
        options[name.strip().lower()] = value.strip().strip('"')
    return first.strip().lower(), options


def csv_table(body, options):
    """A DataFrame. SageMaker's callers send no header line, MLflow's always do: `header=absent` or `present` says so, else
    a first line of numbers alone is data, but for 0, 1, 2 …, which is how pandas heads columns without names."""
    import pandas

    text = decoded(body)
    first = text.lstrip("\r\n").partition("\n")[0].strip()
    cells = [cell.strip() for cell in first.split(",")]
    header = options.get("header")
    if header not in ("absent", "present"):
        is_data = all(map(is_number, cells)) and cells != [str(index) for index in range(len(cells))]
        header = "absent" if is_data else "present"
    try:
        frame = pandas.read_csv(io.StringIO(text), header=None if header == "absent" else 0)
    except Exception as error:
        raise Refused(400, "The body is not a CSV table: %s" % error)
    if header == "present" and cells == [str(index) for index in range(len(cells))]:
        frame.columns = range(len(cells))
    return frame


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def rows_of(body, keys):
    text = decoded(body)
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "Failed to parse input from JSON. Ensure that input is a valid JSON formatted string. %s" % error)
    wanted = MLFLOW_FORMAT if keys is FRAMES else (
        "The input must be a JSON dictionary with exactly one of %s" % ", ".join(map(repr, keys)))
    if not isinstance(values, dict):
        kind = "a list" if isinstance(values, list) else "a JSON %s" % type(values).__name__
        raise Refused(400, "Invalid input. %s. Received %s." % (wanted, kind))
    given = [key for key in values if key not in BESIDE_ROWS]
    if len(given) != 1 or given[0] not in keys:
        raise Refused(400, "Invalid input. %s. Received dictionary with input fields: %s" % (wanted, list(values)))
    return values


def encoded(result):
    """As MLflow's own server writes predictions, without its `{"predictions": …}`."""
    from mlflow.utils import proto_json_utils

    plain = getattr(proto_json_utils, "_get_jsonable_obj", None)
    encoder = getattr(proto_json_utils, "NumpyEncoder", json.JSONEncoder)
    if plain is not None:
        result = plain(result, pandas_orient="records")
    elif hasattr(result, "to_dict") and hasattr(result, "columns"):
        result = result.to_dict(orient="records")
    elif hasattr(result, "tolist"):
        result = result.tolist()
    return json.dumps(result, cls=encoder)


# By the names of the Open Inference Protocol; what is not here is a text.
MLFLOW_TYPES = {"boolean": "BOOL", "integer": "INT32", "long": "INT64", "float": "FP32", "double": "FP64"}
NUMPY_TYPES = {
    "bool": "BOOL", "float16": "FP16", "float32": "FP32", "float64": "FP64", "uint8": "UINT8", "uint16": "UINT16",
    "uint32": "UINT32", "uint64": "UINT64", "int8": "INT8", "int16": "INT16", "int32": "INT32", "int64": "INT64",
}


def signature_of(metadata):
    def specs(schema):
        for spec in schema.inputs if schema is not None else []:
            kind = getattr(spec.type, "name", None)
            shape = [None]
            if getattr(spec, "shape", None) is not None:
                kind, shape = str(spec.type), [None if length == -1 else length for length in spec.shape]
                kind = NUMPY_TYPES.get(kind, "BYTES")
            else:
                kind = MLFLOW_TYPES.get(kind, "BYTES")
            required = getattr(spec, "required", True)
            yield {"name": spec.name or "", "type": kind, "shape": shape, "isOptional": not required}

    inputs = list(specs(metadata.get_input_schema()))
    outputs = list(specs(metadata.get_output_schema()))
    return {"inputs": inputs, "outputs": outputs} if inputs or outputs else None


# Requests

def decoded(body):
    try:
        return str(body, "utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, "Input cannot be decoded as UTF-8: %s" % error)


def is_json_type(content_type):
    kind = (content_type or "").partition(";")[0].strip().lower()
    return kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))


def parsed(headers, body):
    if not is_json_type(headers.get("Content-Type")):
        raise Refused(415, "Expects Content-Type to be application/json")
    if not body:
        raise Refused(400, "POST body is empty. Expecting a JSON dictionary.")
    try:
        values = json.loads(body)
    except ValueError as error:
        raise Refused(400, "POST body could not be decoded as JSON: %s" % error)
    if not isinstance(values, dict):
        raise Refused(400, "POST body should be a JSON dictionary.")
    return values


def query_values(query):
    """?a=1&b=[1,2]&c=x&c=y as {"a": 1, "b": [1, 2], "c": ["x", "y"]}"""
    from urllib.parse import parse_qs

    def value(text):
        try:
            return json.loads(text)
        except ValueError:
            return text

    found = parse_qs(query, keep_blank_values=True)
    values = {key: [value(text) for text in texts] for key, texts in found.items()}
    return {key: parts[0] if len(parts) == 1 else parts for key, parts in values.items()}


def parse_head(head):
    lines = head.decode("latin-1").split("\r\n")
    method, target, _ = lines[0].split(" ", 2)
    fields = (line.partition(":") for line in lines[1:] if line)
    return method, target, Headers((name, value.strip()) for name, _, value in fields)


def flask_request():
    """Flask's class of requests, which raw scripts get on Azure; None where there is no Flask."""
    try:
        from flask import Request

        return Request
    except ImportError:
        return None


def make_request(request_class, method, target, headers, body):
    """Flask's own request where the environment has Flask, ours otherwise."""
    if request_class is None:
        return AMLRequest(method, target, headers, body)
    path, _, query = target.partition("?")
    environ = {
        "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query,
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr,
        "wsgi.input_terminated": True,
    }
    for name, value in headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else "HTTP_" + key] = value
    environ["CONTENT_LENGTH"] = str(len(body))
    return request_class(environ)


# Answers

def message(text):
    return json.dumps({"message": text}).encode()


def is_response(result):
    return hasattr(result, "status_code") and hasattr(result, "headers") and callable(getattr(result, "get_data", None))


def response_parts(response):
    """Status, whether run() failed, header lines and body of an AMLResponse or a Flask response."""
    status = int(response.status_code)
    if not 200 <= status <= 599:
        raise ValueError("run() returned the status %d" % status)
    failed = status >= 500 or bool(getattr(response, "run_function_failed", False))
    lines = []
    for name, value in response.headers.items():
        if name.lower() in OWN_FIELDS:
            if name.lower() == "x-ms-run-function-failed" and str(value).lower() == "true":
                failed = True
            continue
        line = "%s: %s" % (name, value)
        if "\n" in line or "\r" in line or not name or not name.isascii() or " " in name or ":" in name:
            raise ValueError("run() returned a header field that cannot be sent: %r" % name)
        lines.append(line + "\r\n")
    if not any(line.lower().startswith("content-type:") for line in lines):
        lines.append("Content-Type: application/octet-stream\r\n")
    return status, failed, "".join(lines).encode("latin-1"), response.get_data()


class Worker:
    def __init__(self, connection, script):
        self.connection = connection
        self.script = script
        self.held = b""

    def send(self, kind, number, payload):
        self.connection.sendall(PLAIN.pack(5 + len(payload), kind, number) + payload)

    def next_frame(self):
        """The next whole frame, or None when the engine is gone."""
        held = self.held
        while True:
            if len(held) >= 4:
                size = 4 + int.from_bytes(held[:4], "little")
                if len(held) >= size:
                    self.held = held[size:]
                    return held if len(held) == size else held[:size]
                if size > 1 << 18:
                    return self.large_frame(held, size)
            # More than this would be mapped and unmapped anew for every request.
            chunk = self.connection.recv(1 << 16)
            if not chunk:
                return None
            held = held + chunk if held else chunk

    def large_frame(self, held, size):
        frame = bytearray(size)
        frame[: len(held)] = held
        self.held = b""
        view = memoryview(frame)
        filled = len(held)
        while filled < size:
            count = self.connection.recv_into(view[filled:])
            if count == 0:
                return None
            filled += count
        return bytes(frame)

    def serve(self):
        script = self.script
        run = script.run
        clock = time.perf_counter
        while True:
            frame = self.next_frame()
            if frame is None:
                return
            _, kind, number, head_length = ASK.unpack_from(frame)
            if kind == ASK_PING:
                self.send(PONG, number, b"")
                continue
            if kind == ASK_MODULES:
                self.send(MODULES, number, "\n".join(library_modules()).encode())
                continue
            failed, status, headers, elapsed = False, 200, b"", 0
            running = False
            try:
                if kind == ASK_BODY and script.is_simple:
                    argument = decoded(frame[13:])
                    running, start = True, clock()
                    result = run(argument)
                else:
                    argument = script.arguments(kind, frame[13:13 + head_length], frame[13 + head_length:])
                    running, start = True, clock()
                    result = run(**argument)
                elapsed = clock() - start
                running = False
                if is_response(result):
                    status, failed, headers, body = response_parts(result)
                elif type(result) is Encoded:
                    body = result.text.encode()
                else:
                    body = json.dumps(result).encode()
            except Refused as refusal:
                status, body = refusal.status, message(str(refusal))
            except Exception:
                logger.error("Encountered Exception: %s", traceback.format_exc())
                # As on Azure, a result that cannot be sent is not run()'s own failure.
                status, headers, failed = 500, b"", running
                body = RUN_FAILED if running else INTERNAL
                if running:
                    elapsed = clock() - start
            except BaseException as error:
                self.leave(number, error)
                raise
            micros = min(int(elapsed * 1e6), 0xFFFFFFFF)
            size = ANSWER.size - 4 + len(headers) + len(body)
            prefix = ANSWER.pack(size, SCORED, number, status, failed, micros, len(headers))
            self.connection.sendall(prefix + headers + body)
            # Nothing of a request is kept while the next is waited for.
            frame = argument = result = body = None

    def leave(self, number, error):
        logger.error("The script ended its process: %s", traceback.format_exc())
        how = "sys.exit(%s)" % error.code if isinstance(error, SystemExit) else type(error).__name__
        self.send(LEAVING, number, how.encode("utf-8", "replace"))


def model_tree(path, depth=0):
    is_folder = os.path.isdir(path)
    yield "%s%s%s" % ("    " * depth, os.path.basename(os.path.normpath(path)), "/" if is_folder else "")
    if is_folder and not (depth and os.path.islink(path)):
        for child in sorted(os.listdir(path)):
            for line in model_tree(os.path.join(path, child), depth + 1):
                yield line


def report_failure(worker, error):
    logger.error("%s", traceback.format_exc())
    folder = os.environ.get("AZUREML_MODEL_DIR")
    if folder and os.path.isdir(folder):
        logger.info("Model Directory Contents:")
        for count, line in enumerate(model_tree(folder)):
            if count == 200:
                logger.info("…")
                break
            logger.info("%s", line)
    # The frames of this file say nothing to the script's author.
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename == main.__code__.co_filename:
        trace = trace.tb_next
    lines = traceback.format_exception(type(error), error, trace)
    report = {
        "summary": traceback.format_exception_only(type(error), error)[-1].strip(),
        "traceback": "".join(line for line in lines if "<frozen importlib" not in line),
        "missingModule": error.name if isinstance(error, ModuleNotFoundError) else None,
    }
    worker.send(START_FAILED, 0, json.dumps(report).encode())


# The template: a process that has imported what the workers of an environment import, and forks them

def library_roots():
    """Where the interpreter and its packages are: what lies there belongs to the environment, and to nobody's code."""
    paths = sysconfig.get_paths()
    roots = [paths.get(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    try:
        roots += site.getsitepackages()
    except AttributeError:
        pass
    return sorted({os.path.abspath(root) for root in roots if root})


def is_of_library(path):
    return os.path.abspath(path).startswith(tuple(root + os.sep for root in library_roots()))


def library_modules():
    """The modules this process has imported from its environment, in the order they came."""
    roots = tuple(root + os.sep for root in library_roots())
    names = []
    for name, module in list(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        origin = getattr(spec, "origin", None)
        # An entry under another name than its own (os.path) came with the module that made it.
        if getattr(spec, "name", None) == name and isinstance(origin, str) and os.path.abspath(origin).startswith(roots):
            names.append(name)
    return names


def provided_names(folder):
    """The top-level modules that a folder of code has."""
    names = set()
    try:
        entries = os.listdir(folder)
    except OSError:
        return names
    for entry in entries:
        stem = entry.partition(".")[0]
        if entry.endswith((".py", ".so", ".pyc")) or os.path.isfile(os.path.join(folder, entry, "__init__.py")):
            names.add(stem)
    return names


class Template:
    """Answers over descriptor 3, one JSON message a packet: {"ready": …}, {"failed": …}, {"forked": n, "pid": …},
    {"refused": n, "why": …}, {"ended": pid, "status": …}."""

    def __init__(self):
        import ctypes

        # So that a worker ends with its template, and the template with the engine.
        self.prctl = ctypes.CDLL(None, use_errno=True).prctl
        self.control = socket.socket(fileno=3)
        self.roots = library_roots()

    def say(self, **message):
        try:
            self.control.send(json.dumps(message).encode())
        except OSError:
            # The engine does not listen any more, which the next look at the socket shows.
            pass

    def fork(self):
        # What is buffered would be written by both.
        sys.stdout.flush()
        sys.stderr.flush()
        return os.fork()

    def warm(self):
        names = sys.stdin.buffer.read().decode().split("\n")
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        leave_own_folder()
        before = set(sys.modules)
        for name in filter(None, names):
            try:
                importlib.import_module(name)
            except Exception as error:
                # Some parts of packages are there only when others made them; a package as a whole must be.
                if "." not in name:
                    return "%s cannot be imported: %s" % (name, error)
        foreign = sorted(set(sys.modules) - before - set(library_modules()))
        for name in foreign:
            origin = getattr(getattr(sys.modules[name], "__spec__", None), "origin", None)
            if isinstance(origin, str) and os.path.isfile(origin) and not is_of_library(origin):
                return "%s is not of the environment" % name
        return self.problem_with_threads()

    def problem_with_threads(self):
        if threading.active_count() > 1:
            return "an imported package runs threads"
        # Libraries that know of fork (OpenBLAS) end their threads before one. A thread that still runs after a fork
        # would be missing in every worker without its library knowing.
        pid = self.fork()
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)
        if len(os.listdir("/proc/self/task")) > 1:
            return "an imported library runs threads of its own"
        return None

    def stamps(self):
        """Changes when something is installed or removed."""
        found = []
        for root in self.roots:
            try:
                found.append(os.stat(root).st_mtime_ns)
            except OSError:
                found.append(None)
        return found

    def serve(self):
        """Returns in every worker, with its code folder and script; the template itself ends in here."""
        stamps = self.stamps()
        problem = self.warm()
        if problem is not None:
            self.say(failed=problem[:500])
            os._exit(0)
        self.preloaded = {name.partition(".")[0] for name in sys.modules}
        gc.collect()
        gc.freeze()
        wake, waker = socket.socketpair()
        for end in (wake, waker):
            end.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
        poll = select.poll()
        poll.register(self.control, select.POLLIN)
        poll.register(wake, select.POLLIN)
        self.say(ready=len(sys.modules))
        children = set()
        is_asked = True
        while is_asked or children:
            for descriptor, _ in poll.poll():
                if descriptor == wake.fileno():
                    try:
                        wake.recv(1024)
                    except BlockingIOError:
                        pass
                    self.reap(children)
                    continue
                order, descriptors = self.receive()
                if order is None:
                    # Nobody asks any more; the workers that are there go on, and would end with this process.
                    poll.unregister(self.control)
                    is_asked = False
                    continue
                problem = self.objection(order, stamps)
                if problem is not None:
                    self.say(refused=order["id"], why=problem)
                else:
                    parent = os.getpid()
                    pid = self.fork()
                    if pid == 0:
                        signal.set_wakeup_fd(-1)
                        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                        for end in (wake, waker):
                            end.close()
                        return self.become_worker(order, descriptors, parent)
                    try:
                        os.setpgid(pid, pid)
                    except OSError:
                        pass
                    children.add(pid)
                    self.say(forked=order["id"], pid=pid)
                for held in descriptors:
                    os.close(held)
        os._exit(0)

    def receive(self):
        descriptors = array.array("i")
        data, extra, _, _ = self.control.recvmsg(1 << 20, socket.CMSG_SPACE(2 * descriptors.itemsize))
        for level, kind, content in extra:
            if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
                descriptors.frombytes(content[:len(content) - len(content) % descriptors.itemsize])
        return (json.loads(data) if data else None), list(descriptors)

    def objection(self, order, stamps):
        """Why a worker must begin from nothing."""
        if self.stamps() != stamps:
            return "the environment has changed"
        code, script = order["arguments"]
        own = provided_names(code) | provided_names(os.path.dirname(os.path.join(code, script)))
        hidden = sorted(own & self.preloaded)
        return "the code folder has its own %s" % hidden[0] if hidden else None

    def reap(self, children):
        while children:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            children.discard(pid)
            self.say(ended=pid, status=status)

    def become_worker(self, order, descriptors, parent):
        self.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)
        try:
            os.setpgid(0, 0)
        except OSError:
            pass
        connection, log = descriptors
        # 3 was the template's own socket; its object must not close the worker's.
        self.control.detach()
        os.dup2(connection, 3, False)
        os.dup2(log, 1)
        os.dup2(log, 2)
        for descriptor in {connection, log} - {3}:
            os.close(descriptor)
        os.environ.clear()
        os.environ.update(order["environment"])
        os.chdir(order["folder"])
        random = sys.modules.get("numpy.random")
        if random is not None:
            # Python's own generators see to it themselves that siblings do not draw the same numbers.
            random.seed()
        return order["arguments"]


def main():
    arguments = sys.argv[1:]
    os.set_inheritable(3, False)
    if arguments == ["--template"]:
        arguments = Template().serve()
    work(*arguments)


def work(folder, path):
    set_up_log()
    sys.meta_path.append(StandIns())
    sys.meta_path.insert(0, Monitoring())
    script = Script(folder, path) if path else MlflowModel()
    worker = Worker(socket.socket(fileno=3), script)
    sys.argv[:] = [script.path]
    try:
        logger.info("Loading %s", path or script.path)
        script.load()
        logger.info("Invoking user's init function")
        script.init()
        logger.info("User's init has completed successfully")
        greeting = json.dumps(script.greeting()).encode()
    except BaseException as error:
        report_failure(worker, error)
        sys.exit(3)
    # What lives now lives on: the collector need not look at it again.
    gc.collect()
    gc.freeze()
    worker.send(READY, 0, greeting)
    try:
        worker.serve()
    except (BrokenPipeError, ConnectionResetError):
        # The engine is gone; there is nobody to tell.
        pass


if __name__ == "__main__":
    main()
