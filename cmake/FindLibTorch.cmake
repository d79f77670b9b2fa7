# LibTorch without find_package(Torch): a CUDA wheel would ask for a whole CUDA toolkit, which we do not need.
# Looks in NODEGRAD_TORCH (a folder that holds include/ and lib/), else in the torch wheel of .venv.
# Gives the target LibTorch::LibTorch and the folder LibTorch_LIBRARY_DIR.
set(NODEGRAD_TORCH "" CACHE PATH "Folder of LibTorch (holds include/ and lib/)")
if(NOT NODEGRAD_TORCH)
    file(GLOB _wheels "${PROJECT_SOURCE_DIR}/.venv/lib/python3*/site-packages/torch")
    if(_wheels)
        list(GET _wheels 0 NODEGRAD_TORCH)
    endif()
endif()
find_path(LibTorch_INCLUDE_DIR ATen/ATen.h HINTS "${NODEGRAD_TORCH}/include" NO_CACHE)
find_library(LibTorch_torch torch HINTS "${NODEGRAD_TORCH}/lib" NO_CACHE)
find_library(LibTorch_cpu torch_cpu HINTS "${NODEGRAD_TORCH}/lib" NO_CACHE)
find_library(LibTorch_c10 c10 HINTS "${NODEGRAD_TORCH}/lib" NO_CACHE)
find_library(LibTorch_cuda torch_cuda HINTS "${NODEGRAD_TORCH}/lib" NO_CACHE)
find_library(LibTorch_c10_cuda c10_cuda HINTS "${NODEGRAD_TORCH}/lib" NO_CACHE)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
    REQUIRED_VARS LibTorch_torch LibTorch_cpu LibTorch_c10 LibTorch_INCLUDE_DIR
    REASON_FAILURE_MESSAGE "Run ./run once (it makes .venv with the torch wheel), or pass -DNODEGRAD_TORCH=DIR.")
if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
    get_filename_component(LibTorch_LIBRARY_DIR "${LibTorch_torch}" DIRECTORY)
    set(_libs "${LibTorch_torch}" "${LibTorch_cpu}" "${LibTorch_c10}")
    if(LibTorch_cuda)
        list(APPEND _libs "${LibTorch_cuda}" "${LibTorch_c10_cuda}")
    endif()
    add_library(LibTorch::LibTorch INTERFACE IMPORTED)
    set_target_properties(LibTorch::LibTorch PROPERTIES
        INTERFACE_INCLUDE_DIRECTORIES "${LibTorch_INCLUDE_DIR};${LibTorch_INCLUDE_DIR}/torch/csrc/api/include"
        INTERFACE_COMPILE_DEFINITIONS "USE_DISTRIBUTED;USE_C10D_GLOO")
    # The linker would drop libtorch_cuda as unused, and CUDA would silently be missing.
    set_property(TARGET LibTorch::LibTorch PROPERTY INTERFACE_LINK_LIBRARIES
        "-Wl,--no-as-needed" ${_libs} "-Wl,--as-needed" "-Wl,--allow-shlib-undefined" Threads::Threads)
    set_property(TARGET LibTorch::LibTorch PROPERTY INTERFACE_LINK_OPTIONS "-Wl,-rpath,${LibTorch_LIBRARY_DIR}")
endif()
