/// What conda's names mean on PyPI. Names not listed here are the same in both.
enum CondaNames {
    static let onPyPI: [String: String] = [
        "blas": "numpy",
        "dask-core": "dask",
        "graphviz-python": "graphviz",
        "matplotlib-base": "matplotlib",
        "numpy-base": "numpy",
        "opencv": "opencv-python-headless",
        "onnx-runtime": "onnxruntime",
        "protobuf-python": "protobuf",
        "psycopg2": "psycopg2-binary",
        "py-opencv": "opencv-python-headless",
        "py-xgboost": "xgboost",
        "py-xgboost-cpu": "xgboost",
        "pyarrow-core": "pyarrow",
        "pyspark-core": "pyspark",
        "pytables": "tables",
        "pytorch": "torch",
        "pytorch-cpu": "torch",
        "ruamel_yaml": "ruamel.yaml",
        "scikit_learn": "scikit-learn",
        "seaborn-base": "seaborn",
        "shap-base": "shap",
        "tensorflow-base": "tensorflow",
        "tensorflow-cpu": "tensorflow-cpu",
        "torchvision-cpu": "torchvision",
        "xgboost-cpu": "xgboost",
    ]

    /// Tools of the installation itself, and packages whose PyPI builds bring what conda splits off.
    static let harmless: Set<String> = [
        "pip", "setuptools", "wheel", "ca-certificates", "certifi-bundle", "openssl", "libgcc", "libgcc-ng",
        "libstdcxx", "libstdcxx-ng", "libgomp", "_libgcc_mutex", "_openmp_mutex", "mkl", "mkl-service", "nomkl",
        "libblas", "liblapack", "libcblas", "openblas", "intel-openmp", "llvm-openmp", "zlib", "readline", "sqlite",
        "tk", "xz", "bzip2", "libffi", "ncurses", "cpuonly", "python_abi", "tzdata-system", "conda", "conda-build",
    ]

    /// Why a name cannot be had here.
    static let impossible: [String: String] = [
        "cudatoolkit": "is NVIDIA's driver library, not a Python package",
        "cudnn": "is NVIDIA's driver library, not a Python package",
        "nccl": "is NVIDIA's driver library, not a Python package",
        "gcc": "is a compiler: install it on the box (apt install gcc)",
        "gxx": "is a compiler: install it on the box (apt install g++)",
        "compilers": "is a set of compilers: install them on the box (apt install build-essential)",
        "gfortran": "is a compiler: install it on the box (apt install gfortran)",
        "cmake": "is a build tool: put it under 'pip:' if the job needs it",
        "make": "is a build tool: install it on the box (apt install make)",
        "git": "is a program: install it on the box (apt install git)",
        "openmpi": "is a program: install it on the box (apt install openmpi-bin)",
        "mpich": "is a program: install it on the box (apt install mpich)",
        "openjdk": "is a program: install it on the box (apt install default-jre)",
        "nodejs": "is a program: install it on the box (apt install nodejs)",
        "ffmpeg": "is a program: install it on the box (apt install ffmpeg)",
        "gdal": "needs a library of the system: install it on the box (apt install libgdal-dev) and use 'pip:'",
        "r-base": "is R, not Python",
        "rapids": "is on NVIDIA's own index: put its packages and their --extra-index-url under 'pip:'",
    ]

    static let impossiblePrefixes = ["r-", "cuda-", "gcc_", "gxx_", "gfortran_", "libcu"]
}
